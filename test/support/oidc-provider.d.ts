/** The part of it that the tests use: it comes without types. */
declare module 'oidc-provider' {
  import type { RequestListener } from 'node:http';

  class Provider {
    constructor(issuer: string, configuration: object);
    callback(): RequestListener;
  }

  // biome-ignore lint/style/noDefaultExport: the package has one
  export { Provider as default };
}
