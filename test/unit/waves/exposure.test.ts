import { shareOfFirst, shareOut, shareText } from '../../../waves/exposure';

test.each([
  [[1], [10_000]],
  [
    [1, 1, 1],
    [3_334, 3_333, 3_333],
  ],
  [
    [1, 1, 1, 3, 0],
    [1_667, 1_667, 1_666, 5_000, 0],
  ],
  [
    [1e-9, 1e9],
    [0, 10_000],
  ],
])('S5: shares %j by largest remainder, ties to the earlier', (weights, shares) => {
  expect(shareOut(weights)).toEqual(shares);
});

test('S5: exposure adds up, and what is excluded is never exposed', () => {
  const shares = shareOut([1, 9, 90, 100]);
  expect([1, 2, 3].map((count) => shareOfFirst(count, shares))).toEqual([50, 500, 5_000]);
});

test.each([
  [0, '0 %'],
  [3, '0.03 %'],
  [95, '0.9 %'],
  [100, '1 %'],
  [2_857, '28.6 %'],
  [9_999, '99.9 %'],
  [10_000, '100 %'],
])('%i basis points read %s: never nothing, nor all, before it is', (basisPoints, text) => {
  expect(shareText(basisPoints)).toBe(text);
});
