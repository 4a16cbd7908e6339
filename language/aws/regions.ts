// The Regions of AWS and the names of their Availability Zones.

/** Regions that need no opt-in, the most common first. Source: AWS Regions and Availability Zones, "Regions". */
export const REGIONS: ReadonlyMap<string, string> = new Map([
  ['us-east-1', 'N. Virginia'],
  ['us-east-2', 'Ohio'],
  ['us-west-1', 'N. California'],
  ['us-west-2', 'Oregon'],
  ['eu-central-1', 'Frankfurt'],
  ['eu-central-2', 'Zurich'],
  ['eu-west-1', 'Ireland'],
  ['eu-west-2', 'London'],
  ['eu-west-3', 'Paris'],
  ['eu-north-1', 'Stockholm'],
  ['eu-south-1', 'Milan'],
  ['eu-south-2', 'Spain'],
  ['ap-northeast-1', 'Tokyo'],
  ['ap-northeast-2', 'Seoul'],
  ['ap-northeast-3', 'Osaka'],
  ['ap-southeast-1', 'Singapore'],
  ['ap-southeast-2', 'Sydney'],
  ['ap-southeast-3', 'Jakarta'],
  ['ap-southeast-4', 'Melbourne'],
  ['ap-south-1', 'Mumbai'],
  ['ap-south-2', 'Hyderabad'],
  ['ap-east-1', 'Hong Kong'],
  ['ca-central-1', 'Canada (Central)'],
  ['ca-west-1', 'Calgary'],
  ['sa-east-1', 'São Paulo'],
  ['me-south-1', 'Bahrain'],
  ['me-central-1', 'UAE'],
  ['il-central-1', 'Tel Aviv'],
  ['af-south-1', 'Cape Town'],
]);

/** The last letters of the names of Availability Zones; most Regions have the first three. Source: as above, "Availability Zones". */
export const ZONE_LETTERS = ['a', 'b', 'c'] as const;
