import type { Me } from '../../../bot/src/http/contract.ts';

const mostOffered = 20;

/** Products whose name has every typed word in it, in any order; those that begin with what was typed come first. */
export function matchingProducts(products: Me['products'], typed: string): Me['products'] {
  const text = typed.trim().toLocaleLowerCase();
  const parts = text.split(/\s+/);
  const matching = products.filter(({ name }) => parts.every((part) => name.toLocaleLowerCase().includes(part)));
  const begins = ({ name }: Me['products'][number]) => name.toLocaleLowerCase().startsWith(text);
  return [...matching.filter(begins), ...matching.filter((product) => !begins(product))].slice(0, mostOffered);
}
