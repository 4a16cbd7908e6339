// The shape of a value that arrived in a message → whether it has that shape. The answers are large, so each part is described once.
import { isRecord } from '#client/preview/messages.ts';

/** Whether a value has a shape. */
export type Shape = (value: unknown) => boolean;

/** Any text. */
export const text: Shape = (value) => typeof value === 'string';

/** True or false. */
export const flag: Shape = (value) => typeof value === 'boolean';

/** Any number. */
export const number: Shape = (value) => typeof value === 'number' && Number.isFinite(value);

/** One of these texts. */
export function oneOf(...texts: readonly string[]): Shape {
  return (value) => texts.some((one) => one === value);
}

/** A list, each of whose items has the shape. */
export function list(item: Shape): Shape {
  return (value) => Array.isArray(value) && value.every(item);
}

/** The shape, or nothing. */
export function optional(shape: Shape): Shape {
  return (value) => value === undefined || shape(value);
}

/** The shape, or `null`. */
export function nullable(shape: Shape): Shape {
  return (value) => value === null || shape(value);
}

/** A record with these properties, and any others. */
export function record(properties: Readonly<Record<string, Shape>>): Shape {
  const all = Object.entries(properties);
  return (value) => isRecord(value) && all.every(([name, shape]) => shape(value[name]));
}

/** A record whose values all have the shape. */
export function valuesOf(shape: Shape): Shape {
  return (value) => isRecord(value) && Object.values(value).every(shape);
}

/** One of these shapes. */
export function either(...shapes: readonly Shape[]): Shape {
  return (value) => shapes.some((shape) => shape(value));
}
