// What `netarch --help` prints.

/** How to call every verb, and what the exit codes mean. */
export const HELP = `netarch: cloud networks as text, checked, traced and drawn

  netarch check  PATH… [--format text|json|sarif|github] [--without NAME]…
  netarch trace  FILE --from A --to B [--protocol tcp] [--port N] [--source-port N] [--format text|json] [--without NAME]…
  netarch reach  PATH… [--from A] [--to B] [--format text|json|csv] [--without NAME]…
  netarch diff   OLD NEW [--format text|json]
  netarch render FILE [-o OUT.svg] [--format svg] [--view NAME] [--flow NAME] [--highlight ingress|egress|both|none] [--theme light|dark]
  netarch format PATH… [--check]
  netarch lsp    --stdio

A PATH is a file or a folder: all .netarch files under it. A and B are a name (worker-1, production.worker-1,
also of a subnet, a VPC or a security group), internet, or an IP address. NAME is what has failed: a zone
(us-east-1a), a resource (nat-a), or a route (private-a#0.0.0.0/0). OLD and NEW are files, or files of git
revisions (main:shop.netarch). Without -o the SVG goes to stdout.

Exit codes
  0  fine: no errors and every expect holds; the packet is delivered; no difference; nothing to format
  1  errors, a failed expect, a packet that is not delivered, a difference, or files that --check would change
  2  wrong usage, or input that cannot be read or is not netarch; nothing is written
`;
