// A style sheet imported as its text: esbuild's `text` loader puts it into the bundle.
declare module '*.css' {
  const text: string;
  export = text;
}
