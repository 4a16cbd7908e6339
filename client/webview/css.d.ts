// A style sheet imported as text: esbuild's `text` loader adds it to the bundle.
declare module '*.css' {
  const text: string;
  export = text;
}
