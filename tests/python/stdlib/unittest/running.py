import io
import unittest


class T(unittest.TestCase):
    log = []

    @classmethod
    def setUpClass(cls):
        cls.log.append("class up")

    def setUp(self):
        self.log.append("up " + self._testMethodName)

    def tearDown(self):
        self.log.append("down")

    def test_pass(self):
        self.assertEqual(1 + 1, 2)
        self.assertTrue([0]); self.assertFalse(""); self.assertIs(None, None); self.assertIn(1, [1]); self.assertIsInstance(1, int)
        self.assertAlmostEqual(0.1 + 0.2, 0.3); self.assertGreater(2, 1); self.assertRegex("abc", "b"); self.assertCountEqual([1, 2], [2, 1])
        self.assertIsNone(None); self.assertNotEqual(1, 2); self.assertLess(1, 2); self.assertNotIn(1, []); self.assertDictEqual({1: 2}, {1: 2})

    def test_fail(self):
        self.assertEqual([1, 2, 3], [1, 2, 4])

    def test_error(self):
        1 / 0

    def test_raises(self):
        with self.assertRaises(ZeroDivisionError) as cm:
            1 / 0
        self.assertIsInstance(cm.exception, ArithmeticError)
        with self.assertRaisesRegex(ValueError, "invalid"):
            int("x")
        self.assertRaises(KeyError, {}.__getitem__, 1)
        with self.assertRaises(AssertionError):
            with self.assertRaises(KeyError):
                pass

    @unittest.skip("not today")
    def test_skipped(self):
        pass

    @unittest.skipIf(True, "condition")
    def test_skip_if(self):
        pass

    @unittest.expectedFailure
    def test_expected(self):
        self.fail("known")

    def test_subtests(self):
        for i in range(3):
            with self.subTest(i=i):
                self.assertNotEqual(i, 1)

    def test_cleanup(self):
        self.addCleanup(self.log.append, "cleanup")
        self.skipTest("inside")


suite = unittest.defaultTestLoader.loadTestsFromTestCase(T)
print(suite.countTestCases(), [t._testMethodName for t in suite])
result = unittest.TextTestRunner(stream=io.StringIO(), verbosity=0).run(suite)
print(result.testsRun, len(result.failures), len(result.errors), len(result.skipped), len(result.expectedFailures), result.wasSuccessful())
print(sorted(str(t).split()[0] for t, _ in result.failures), [str(t).split()[0] for t, _ in result.errors], sorted(reason for _, reason in result.skipped))
print("AssertionError" in result.failures[0][1], "ZeroDivisionError" in result.errors[0][1])
print(T.log[:3], T.log.count("down"), "cleanup" in T.log)
t = T("test_pass")
for check in (lambda: t.assertEqual(1, 2, "msg"), lambda: t.assertTrue(0), lambda: t.assertIn(1, []), lambda: t.assertIsNone(1), lambda: t.assertEqual("a\nb", "a\nc"), lambda: t.assertGreater(1, 2)):
    try:
        check()
    except AssertionError as error:
        print(str(error).split("\n")[0])
