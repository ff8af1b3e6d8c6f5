import statistics as st
from fractions import Fraction

data = [1, 2, 2, 3, 4, 7, 9]
print(st.mean(data), st.median(data), st.mode(data), st.median_low([1, 2, 3, 4]), st.median_high([1, 2, 3, 4]), st.median([1, 2, 3, 4]), st.multimode("aabbc"))
print(st.mean([1.5, 2.5]), st.fmean([1, 2, 3]), st.geometric_mean([1, 2, 4]), st.harmonic_mean([40, 60]), st.mean([Fraction(1, 2), Fraction(1, 3)]), st.mean([1, 2]))
print(round(st.stdev(data), 10), round(st.pstdev(data), 10), st.variance([1, 2, 3]), st.pvariance([1, 2, 3]), st.variance([1.5, 2.5]))
print(st.quantiles([1, 2, 3, 4, 5]), st.quantiles(range(1, 11), n=10), st.median_grouped([1, 2, 2, 3]), st.correlation([1, 2, 3], [1, 2, 3.5]), st.covariance([1, 2, 3], [2, 4, 6]))
print(st.linear_regression([1, 2, 3], [2, 4, 6]))
for bad in ("st.mean([])", "st.median([])", "st.mode([])", "st.stdev([1])", "st.variance([])", "st.harmonic_mean([-1])", "st.quantiles([])", "st.mean('ab')"):
    try:
        eval(bad)
    except (st.StatisticsError, TypeError) as error:
        print(bad, type(error).__name__)
n = st.NormalDist(10, 2)
print(n.mean, n.stdev, round(n.cdf(12), 6), round(n.pdf(10), 6), n + 5, n * 2, round(n.inv_cdf(0.5), 6))
