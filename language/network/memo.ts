// A function of an object → the same function, computed once for each object. Values of the pipeline never change, so a result never expires.
// It is in `network` because every folder that uses it may import from there.

/**
 * Keeps the result for as long as the object exists. The last object is also kept separately. The engine uses the same network many
 * times in a row, and a comparison is faster than a look-up. The result must not be `undefined`.
 */
export function perObject<K extends object, V extends NonNullable<unknown>>(compute: (key: K) => V): (key: K) => V {
  const known = new WeakMap<K, V>();
  let lastKey: K | undefined;
  let lastResult: V | undefined;
  return (key) => {
    if (key === lastKey && lastResult !== undefined) return lastResult;
    let result = known.get(key);
    if (result === undefined) {
      result = compute(key);
      known.set(key, result);
    }
    lastKey = key;
    lastResult = result;
    return result;
  };
}
