// Loads the files of a workspace.
import { DefaultWorkspaceManager, type LangiumDocument, type Stream, type URI } from 'langium';

/** Skips files that cannot be read, so that one locked file does not prevent a workspace from opening. */
export class NetarchWorkspaceManager extends DefaultWorkspaceManager {
  protected override async loadWorkspaceDocuments(
    uris: Stream<URI>,
    collector: (document: LangiumDocument) => void,
  ): Promise<void> {
    for (const uri of uris) {
      try {
        collector(await this.langiumDocuments.getOrCreateDocument(uri));
      } catch (error) {
        console.warn(`${uri.toString()} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
      }
    }
  }
}
