import { z } from 'zod';

/** One resource as Azure would be asked for it: names resolved, what only Azure knows left as an `[expression]`. */
const resource = z.looseObject({
  id: z.string(),
  type: z.string(),
  name: z.string(),
  properties: z.record(z.string(), z.unknown()).optional(),
});
export type Resource = z.infer<typeof resource>;

const snapshot = z.looseObject({ predictedResources: z.array(resource) });

/** The resources of an evaluated snapshot (`bicep snapshot`); throws a ZodError on anything else. */
export const parseSnapshot = (json: string): Resource[] => snapshot.parse(JSON.parse(json)).predictedResources;

const template = z.looseObject({ parameters: z.record(z.string(), z.looseObject({ type: z.string().optional() })) });

/** The compiled template's parameters and its whole text. */
export type Template = { parameters: { name: string; type: string }[]; text: string };

/** Reads a compiled template (ARM JSON); throws a ZodError on anything else. */
export const parseTemplate = (json: string): Template => ({
  parameters: Object.entries(template.parse(JSON.parse(json)).parameters).map(([name, { type }]) => ({
    name,
    type: type ?? 'object',
  })),
  text: json,
});

/** The value at a dotted path, such as `properties.siteConfig.minTlsVersion`; undefined where there is none. */
export const at = (value: unknown, path: string): unknown =>
  path
    .split('.')
    .reduce<unknown>(
      (inner, key) => (typeof inner === 'object' && inner !== null ? Reflect.get(inner, key) : undefined),
      value,
    );
