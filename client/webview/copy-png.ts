// A PNG → the clipboard. Only a page can copy an image, and only while it has the focus.

/** Copies an image, given in Base64. Resolves with null, or with a sentence about why it was not copied. */
export async function copyPng(base64: string): Promise<string | null> {
  try {
    const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
    window.focus();
    await navigator.clipboard.write([new ClipboardItem({ 'image/png': new Blob([bytes], { type: 'image/png' }) })]);
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
