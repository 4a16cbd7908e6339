// The text of `netarch --help`.

/** The usage of every command, and the exit codes. */
export const HELP = `netarch: describes cloud networks as text; checks, traces and draws them

  netarch check  PATH… [--format text|json|sarif|github] [--without NAME]…
  netarch trace  FILE --from A --to B [--protocol tcp] [--port N] [--source-port N] [--icmp TYPE[/CODE]]
                 [--format text|json] [--without NAME]…
  netarch reach  PATH… [--from A] [--to B] [--format text|json|csv] [--without NAME]…
  netarch diff   OLD NEW [--format text|json]
  netarch render FILE [-o OUT.svg|.png|.pdf|.drawio]… [--format svg|drawio|png|pdf] [--view NAME] [--flow NAME]
                 [--against REV|FILE] [--highlight ingress|egress|both|none] [--depth vpcs|subnets|all] [--expand NAME]…
                 [--internal | --no-internal] [--theme light|dark] [--scale N] [--transparent] [--watch]
  netarch embed  PATH… [--check]
  netarch format PATH… [--check]
  netarch lsp    --stdio

A PATH is a file, or a folder (all .netarch files under it; for embed, all .md files). A and B are names (worker-1, production.worker-1; also
of a subnet, a VPC or a security group), internet, or an IP address. NAME is what fails: an Availability Zone
(us-east-1a), a resource (nat-a), or a route (private-a#0.0.0.0/0). OLD and NEW are files, or files of git
revisions (main:shop.netarch); REV is a revision of FILE (main, HEAD~1). Without -o, SVG and draw.io go to stdout.

Exit codes
  0  success: no errors and every expectation holds; the packet is delivered; no difference; nothing to format or embed
  1  errors, a failed expectation, a packet that is not delivered, a difference, or files that --check would change
  2  invalid usage, or input that cannot be read or parsed; nothing is written
`;
