/** The YAML of `customers` in desk.yaml: how the house sorts its customers and what it keeps of them. */
import type { z } from 'zod';
import { field } from './field-schema.js';
import { name, named, oneOf, shape, text } from './shape.js';

/** What a list can bring: no files, no colleagues; nobody is asked, so nothing has its time to be asked. */
const customerField = shape('a field of customers', {
  ...field.omit({
    ask: true,
    accept: true,
    max_mb: true,
    min_width: true,
    min_height: true,
    ratio: true,
    table: true,
    red_line: true,
  }).shape,
  type: oneOf(['text', 'long_text', 'number', 'money', 'phone', 'date', 'choice']),
});

export const customersFile = shape('customers, { tiers, fields, dates, stages }', {
  tiers: named('tiers', name, text).default({}),
  fields: named('fields', name, customerField).default({}),
  dates: named('dates', name, text).default({}),
  /** In the order of the customer journey. */
  stages: named('stages', name, text).default({}),
});

export type CustomersFile = z.infer<typeof customersFile>;
