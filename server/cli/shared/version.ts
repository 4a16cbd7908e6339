// The release that this is; a test holds it to package.json.

/** As `netarch --version` prints it. */
export const VERSION = '0.1.0';
