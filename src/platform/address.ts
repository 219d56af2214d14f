/** Where a message can be sent: `platform:workspace:place[:thread]`. Only the adapter looks inside; the core reads the first part. */
export type Address = string & { readonly __address: 'Address' };

/** Builds an address. Parts are opaque; a colon inside one would make two, so it is escaped. */
export function addressOf(platform: string, workspace: string, place: string, thread?: string): Address {
  const parts = thread === undefined ? [platform, workspace, place] : [platform, workspace, place, thread];
  return parts.map((part) => part.replaceAll('%', '%25').replaceAll(':', '%3A')).join(':') as Address;
}

/** The platform an address belongs to: the name an adapter registers under. */
export function platformOf(address: Address): string {
  return address.slice(0, address.indexOf(':'));
}
