// The default ports of resources.

/**
 * Source ports of clients, by kind. `elsewhere` is an external host, whose range is not known.
 * Source: Amazon VPC User Guide, "Custom network ACLs for your VPC", ephemeral ports; for pods the amazon-vpc-cni-k8s README (randomised SNAT ports).
 */
export const EPHEMERAL_PORTS = {
  linux: { from: 32768, to: 60999 },
  natGateway: { from: 1024, to: 65535 },
  loadBalancer: { from: 1024, to: 65535 },
  lambda: { from: 1024, to: 65535 },
  podBehindNode: { from: 1024, to: 65535 },
  elsewhere: { from: 1024, to: 65535 },
} as const;

/** Fixed examples for ports that AWS chooses, so that the same file always gives the same output. */
export const EXAMPLE_PORTS = {
  linux: 45678,
  natGateway: 12345,
  albNode: 20001,
  nlbNode: 34567,
  lambda: 23456,
  podBehindNode: 2741,
  natInstance: 45678,
  elsewhere: 51515,
} as const;

/** The usual port of a database or cache engine. Source: Amazon RDS and Amazon ElastiCache user guides, default ports. */
export const ENGINE_PORTS: ReadonlyMap<string, number> = new Map([
  ['postgres', 5432],
  ['aurora-postgresql', 5432],
  ['mysql', 3306],
  ['mariadb', 3306],
  ['aurora-mysql', 3306],
  ['sqlserver', 1433],
  ['oracle', 1521],
  ['redis', 6379],
  ['valkey', 6379],
  ['memcached', 11211],
  ['mongodb', 27017],
  ['docdb', 27017],
  ['opensearch', 443],
]);

/** The port of the EKS API server. Source: Amazon EKS User Guide, "security group requirements". */
export const EKS_API_PORT = 443;
