// Files, and one more that exists as text only: a block of a Markdown file.
import { EmptyFileSystemProvider, type FileSystemProvider, type URI } from 'langium';

/** The files of another provider, and one that has the given text. */
export class WithText extends EmptyFileSystemProvider {
  readonly #files: FileSystemProvider;
  readonly #uri: string;
  readonly #text: string;

  constructor(files: FileSystemProvider, uri: URI, text: string) {
    super();
    this.#files = files;
    this.#uri = uri.toString();
    this.#text = text;
  }

  override async exists(uri?: URI): Promise<boolean> {
    return uri !== undefined && (uri.toString() === this.#uri || this.#files.exists(uri));
  }

  override async readFile(uri?: URI): Promise<string> {
    return uri === undefined || uri.toString() === this.#uri ? this.#text : this.#files.readFile(uri);
  }
}
