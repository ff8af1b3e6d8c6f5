import statistics as s
from fractions import Fraction as F

for source in """s.mean([1, 2, 3]), s.mean([1, 2]), s.mean([1.5, 2.5]), s.mean([F(1, 2), F(1, 4)]), s.mean([True, False]), s.fmean([1, 2]), s.mean(iter([1, 3]))
s.mean([])
s.mean(['a'])
s.mean(5)
s.median([1, 3, 2]), s.median([1, 2, 3, 4]), s.median_low([1, 2]), s.median_high([1, 2]), s.median(['b', 'a', 'c'])
s.median([])
s.mode([1, 1, 2]), s.mode('aab'), s.mode([2, 1]), s.multimode('aabb'), s.multimode([])
s.mode([])
s.variance([1, 2, 3]), s.pvariance([1, 2, 3]), s.stdev([1, 2, 3]), s.pstdev([2, 2]), s.variance([1, 2, 3], 2), s.pvariance([F(1), F(3)])
s.variance([1])
s.stdev([])
s.geometric_mean([2, 8]), s.harmonic_mean([1, 2, 4]), s.harmonic_mean([0, 1]), s.harmonic_mean([2, 4], weights=[1, 1]), s.fmean([1, 3], weights=[3, 1])
s.geometric_mean([])
s.geometric_mean([-1])
s.harmonic_mean([-1])
s.quantiles([1, 2, 3, 4]), s.quantiles([1, 2, 3], n=2), s.quantiles(range(10), n=4, method='inclusive')
s.quantiles([1, 2], n=0)
s.quantiles([1, 2], method='nope')
s.correlation([1, 2, 3], [3, 2, 1]), s.covariance([1, 2], [3, 5]), s.linear_regression([0, 1], [1, 3])
s.correlation([1], [1])
s.correlation([1, 1], [2, 3])
s.covariance([1, 2], [1])
s.NormalDist(), s.NormalDist(5, 2).mean, s.NormalDist(5, 2).variance, s.NormalDist(0, 1).cdf(0), s.NormalDist(1, 2) + s.NormalDist(1, 2) if False else 0, s.NormalDist(0, 1) == s.NormalDist(), s.NormalDist(2, 1) - 1, s.NormalDist(1, 1).zscore(3), s.NormalDist.from_samples([1, 2, 3])
s.NormalDist(0, -1)
s.NormalDist(0, 0).pdf(0)""".splitlines():
    try:
        print(source, "->", repr(eval(source)))
    except Exception as error:
        print(source, "->", type(error).__name__)
