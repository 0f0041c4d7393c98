import { describe, expect, it } from 'vitest';
import { addressParams, isNarrowed, nextSort, parseView, viewParams, withFilter, withoutFilters } from './view.ts';

const view = (query: string) => parseView(new URLSearchParams(query));

describe('the view in the address', () => {
  it.each([
    [''],
    ['search=power+bi'],
    ['status=detected&status=declared'],
    ['product=Power+BI+Pro&department=R%26D&flag=owner-gone'],
    ['renewsAfter=2026-11-24&renewsBefore=2026-12-31&sort=renewsOn'],
    ['status=detected&costFrom=12.5'],
    ['price=yearly&price=unknown&currency=EUR&heldOn=2026-08-31&declaredBefore=2026-09-01'],
    ['sort=-perMonth'],
  ])('"%s" is the same after reading and writing it', (query) => {
    expect(viewParams(view(query)).toString()).toBe(query);
  });

  it.each([
    ['status=declared&columns=owner%2Cproduct&widths=owner%3A120%2Cproduct%3A300&density=compact&view=x'],
    ['view=all'],
  ])('"%s" is the same with its layout, of which the API hears nothing', (query) => {
    expect(addressParams(view(query)).toString()).toBe(query);
    expect(viewParams(view(query)).toString()).toBe(query.startsWith('status') ? 'status=declared' : '');
  });

  it('leaves out columns, widths and densities that there are not', () => {
    const odd = view('columns=colour,owner,owner&widths=owner:5,product:9999,colour:100,status:x&density=dense');
    expect(addressParams(odd).toString()).toBe('columns=owner');
  });

  it('leaves the usual order out', () => {
    expect(viewParams(view('sort=-updatedAt')).toString()).toBe('');
  });

  it('leaves out what it does not know, instead of failing', () => {
    const odd = view('sort=-colour&renewsBefore=2026-02-30&status=&status=declared&status=declared&tab=2');
    expect(viewParams(odd).toString()).toBe('status=declared');
  });

  it('is not fooled by names that every object has', () => {
    expect(view('sort=constructor').sort).toEqual({ key: 'updatedAt', isDescending: true });
  });

  it('keeps what was typed, spaces and all, but a blank search is none', () => {
    expect(view('search=power+').search).toBe('power ');
    expect(viewParams(view('search=++')).toString()).toBe('');
  });
});

describe('filtering', () => {
  it('sets, replaces and takes away one filter without touching the others', () => {
    const both = withFilter(view('status=declared'), 'product', ['Visio']);
    expect(viewParams(both).toString()).toBe('status=declared&product=Visio');
    expect(viewParams(withFilter(both, 'status', [])).toString()).toBe('product=Visio');
  });

  it('tells whether anything is left out, and takes it all away but the order', () => {
    const all = view('search=x&status=declared&renewsBefore=2026-12-31&sort=product');
    expect(isNarrowed(all)).toBe(true);
    expect(isNarrowed(withoutFilters(all))).toBe(false);
    expect(viewParams(withoutFilters(all)).toString()).toBe('sort=product');
  });
});

describe('sorting', () => {
  it('starts words from A and figures from the largest, and turns round when chosen again', () => {
    const byProduct = nextSort(view('').sort, 'product');
    expect(byProduct).toEqual({ key: 'product', isDescending: false });
    expect(nextSort(byProduct, 'product').isDescending).toBe(true);
    expect(nextSort(byProduct, 'perMonth').isDescending).toBe(true);
  });
});
