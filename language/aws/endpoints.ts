// VPC endpoints: the services, and the types of endpoints that each supports.

/** The services with gateway endpoints. Source: AWS PrivateLink Guide, "Gateway endpoints". */
export const GATEWAY_SERVICES: ReadonlySet<string> = new Set(['s3', 'dynamodb']);

/**
 * Services with interface endpoints that workloads in private subnets call most. Source: AWS PrivateLink Guide, "AWS services that integrate
 * with AWS PrivateLink".
 */
export const INTERFACE_SERVICES: ReadonlySet<string> = new Set([
  'ecr.api',
  'ecr.dkr',
  'logs',
  'monitoring',
  'sts',
  'kms',
  'secretsmanager',
  'ssm',
  'ssmmessages',
  'ec2',
  'ec2messages',
  'eks',
  'ecs',
  'sqs',
  'sns',
  'events',
  'states',
  'lambda',
  'kinesis-streams',
  'athena',
  'glue',
  'autoscaling',
  'elasticloadbalancing',
]);

/** The port on which AWS serves its interface endpoints. Source: AWS PrivateLink Guide, "Access an AWS service using an interface VPC endpoint". */
export const ENDPOINT_PORT = 443;
