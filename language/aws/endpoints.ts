// VPC endpoints: the services, and the types of endpoints that each supports.

/** The services with gateway endpoints. Source: AWS PrivateLink Guide, "Gateway endpoints". */
export const GATEWAY_SERVICES: ReadonlySet<string> = new Set(['s3', 'dynamodb']);

/** The port on which AWS serves its interface endpoints. Source: AWS PrivateLink Guide, "Access an AWS service using an interface VPC endpoint". */
export const ENDPOINT_PORT = 443;
