// Ports that should not be open to the internet, with the control of AWS Security Hub that checks it.

/** Shells: SSH and RDP. Source: Security Hub controls EC2.13 and EC2.14. */
export const ADMIN_PORTS: ReadonlyMap<number, string> = new Map([
  [22, 'SSH'],
  [3389, 'RDP'],
]);

/** Databases and caches. Source: Security Hub control EC2.19 for SQL Server, MySQL, PostgreSQL and Elasticsearch; the rest by analogy. */
export const DATABASE_PORTS: ReadonlyMap<number, string> = new Map([
  [1433, 'SQL Server'],
  [1521, 'Oracle'],
  [3306, 'MySQL'],
  [5432, 'PostgreSQL'],
  [6379, 'Redis'],
  [9200, 'Elasticsearch'],
  [11211, 'Memcached'],
  [27017, 'MongoDB'],
]);

/** The other ports of high risk. Source: Security Hub control EC2.19. */
export const HIGH_RISK_PORTS: readonly number[] = [
  20, 21, 23, 25, 110, 135, 143, 445, 1434, 3000, 4333, 5000, 5500, 5601, 8080, 8088, 8888, 9300,
];

/** Open to the world by nature. Source: Security Hub control EC2.18. */
export const WEB_PORTS: readonly number[] = [80, 443];

/** A range of more ports than this counts as all ports. Source: Amazon VPC User Guide, "Security group best practices". */
export const WIDE_RANGE = 1000;
