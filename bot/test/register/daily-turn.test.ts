import type { TableClient } from '@azure/data-tables';
import { beforeEach, describe, expect, it } from 'vitest';
import { takeDailyTurn } from '../../src/register/daily-turn.ts';
import { openStore } from '../support/store.ts';

const hour = 3_600_000;
let table: TableClient;
let time: number;
let done: number;

beforeEach(async () => {
  table = await openStore();
  time = Date.parse('2026-11-24T09:00:00Z');
  done = 0;
});

const take = (work: () => Promise<number> = async () => ++done) => takeDailyTurn(table, () => new Date(time), work);

describe('the daily turn', () => {
  it('given a new register, then it first comes after a day, and then once a day', async () => {
    expect(await take()).toBeNull();
    time += 23 * hour;
    expect(await take()).toBeNull();
    time += hour;
    expect(await take()).toBe(1);
    expect(await take()).toBeNull();
    time += 24 * hour;
    expect(await take()).toBe(2);
  });

  it('given many instances at once, then one takes it', async () => {
    await take();
    time += 24 * hour;
    await Promise.all(Array.from({ length: 8 }, () => take()));
    expect(done).toBe(1);
  });

  it('given one that fails half-way, then it is due again after two hours and not before', async () => {
    await take();
    time += 24 * hour;
    const failing = async () => {
      throw new Error('storage is away');
    };
    await expect(take(failing)).rejects.toThrow('storage is away');
    time += hour;
    expect(await take()).toBeNull();
    time += hour;
    expect(await take()).toBe(1);
  });
});
