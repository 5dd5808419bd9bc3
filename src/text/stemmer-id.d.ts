// natural has no types for this file; importing the package itself would load its databases and print to stdout.
declare module 'natural/lib/natural/stemmers/indonesian/stemmer_id.js' {
  const stemmer: { stem(token: string): string };
  export = stemmer;
}
