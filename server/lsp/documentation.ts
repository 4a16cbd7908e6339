// Doc comments (`/** … */`) as Markdown that fetches nothing.
import { type AstNode, JSDocDocumentationProvider } from 'langium';

/** Doc comments keep their Markdown, but images become links and HTML becomes text: editors load both as soon as they show a hover. */
export class NetarchDocumentationProvider extends JSDocDocumentationProvider {
  override getDocumentation(node: AstNode): string | undefined {
    // Entities, because a backslash before the sign could be escaped itself.
    return super
      .getDocumentation(node)
      ?.replaceAll('![', '&#33;[')
      .replaceAll(/<(?=[a-z/!?])/gi, '&lt;');
  }
}
