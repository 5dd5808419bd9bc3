/** The same answer every time, made when it is first asked for; what throws is tried again. */
export function onceAsked<T>(make: () => T): () => T {
  let made: { readonly value: T } | null = null;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
