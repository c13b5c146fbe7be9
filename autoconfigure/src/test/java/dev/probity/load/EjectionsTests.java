package dev.probity.load;

import java.time.Duration;

import dev.probity.load.Ejection.Ejected;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Sequences of looks, one a second, at an instance with a window of 5 s, at least 10
 * requests, half of which may not fail, and ejections of 4 s to 20 s.
 */
class EjectionsTests {

	private static final ErrorRatePolicy POLICY = new ErrorRatePolicy(Duration.ofSeconds(5), 10, 0.5,
			Duration.ofSeconds(4), Duration.ofSeconds(20));

	private final Ejections ejections = new Ejections(POLICY);

	private int second = -1;

	private long total;

	private long failed;

	EjectionsTests() {
		evaluate(0, 0);
	}

	/**
	 * Each look is written as the requests of its second and how many of them fail, or as
	 * {@code x} with a dependency that is not well; then the state: judging, trial,
	 * excused, or ejected with its whole time.
	 */
	@ParameterizedTest(name = "{0}")
	@CsvSource(delimiter = '|', quoteCharacter = '"',
			textBlock = """
					too few requests                       | 9/9 0 0 0 0 0 9/9       | j j j j j j j
					too few errors                         | 100/49 100/49           | j j
					at the threshold                       | 10/5                    | e4
					errors of several looks                | 4/4 4/4 1/1 1/1         | j j j e4
					errors are forgotten with the window   | 9/9 0 0 0 0 1/1 9/9     | j j j j j j e4
					out for its time and on trial for one window | 10/9 0 0 0 0 0 0 0 0 0 0 | e4 e4 e4 e4 t t t t t j j
					what it was ejected for is forgotten   | 90/90 0 0 0 0 9/9 0     | e4 e4 e4 e4 t t t
					a trial with too few requests passes   | 10/9 0 0 0 0 9/9 0 0 0 0 | e4 e4 e4 e4 t t t t t j
					a trial with too many errors           | 10/9 0 0 0 0 10/5 0     | e4 e4 e4 e4 t e8 e8
					doubles up to the longest              | 10/9 0 0 0 0 10/9 0 0 0 0 0 0 0 0 10/9 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 10/9 | e4 e4 e4 e4 t e8 e8 e8 e8 e8 e8 e8 e8 t e16 e16 e16 e16 e16 e16 e16 e16 e16 e16 e16 e16 e16 e16 e16 e16 t e20
					one ejection time in service takes one back | 10/9 0 0 0 0 0 0 0 0 10/9 | e4 e4 e4 e4 t t t t t e4
					less does not                          | 10/9 0 0 0 0 0 0 0 10/9 | e4 e4 e4 e4 t t t t e4
					errors that do not end are no trial    | 10/9 10/9 10/9 10/9 10/9 | e4 e4 e4 e4 e8
					errors of the first half only          | 10/9 10/9 10/9 0 0      | e4 e4 e4 e4 t
					too few errors in the second half      | 10/9 10/9 10/9 9/1 10/1 | e4 e4 e4 e4 t
					too few requests in the second half    | 10/9 10/9 10/9 4/4 5/5  | e4 e4 e4 e4 t
					a dependency explains errors           | x90/90 x90/90           | x x
					the window begins anew after it        | x90/90 9/9 9/9 9/9      | x j j e4
					it ends an ejection                    | 10/9 x 0 0 9/9          | e4 x j j j
					but takes no doubling back             | 10/9 x x x x x x 0 10/9 | e4 x x x x x x j e8
					""")
	void sequences(String what, String looks, String states) {
		StringBuilder seen = new StringBuilder();
		for (String look : looks.trim().split(" ")) {
			boolean excused = look.startsWith("x");
			String[] requests = (excused ? look.substring(1) : look).split("/");
			boolean some = requests.length == 2;
			seen.append(symbol(evaluate(some ? Integer.parseInt(requests[0]) : 0,
					some ? Integer.parseInt(requests[1]) : 0, excused ? "db" : null)))
				.append(' ');
		}
		assertThat(seen.toString().trim()).as(what).isEqualTo(states.trim());
	}

	private static String symbol(Ejection state) {
		return (state instanceof Ejected ejected) ? "e" + ejected.time().toSeconds()
				: (state instanceof Ejection.Excused) ? "x" : state.word().substring(0, 1);
	}

	@Test
	void aLongRowOfRelapsesIsNotRememberedForLongerThanTheLongestTimeIsWorth() {
		for (int i = 0; i < 1000; i++) {
			evaluate(10, 10);
		}
		while (evaluate(0, 0) instanceof Ejected) {
			// nobody sends requests any more
		}
		for (int i = 0; i < 3 * 4; i++) {
			evaluate(0, 0);
		}
		assertThat(evaluate(10, 10)).isInstanceOfSatisfying(Ejected.class,
				(ejected) -> assertThat(ejected.time()).hasSeconds(4));
	}

	@Test
	void countsEjections() {
		evaluate(10, 10);
		evaluate(0, 0);
		assertThat(this.ejections.count()).isOne();
		for (int i = 0; i < 3; i++) {
			evaluate(10, 10);
		}
		assertThat(this.ejections.count()).isEqualTo(2);
	}

	@ParameterizedTest
	@CsvSource({ "0,1,0.5,1,1", "1,0,0.5,1,1", "1,1,0,1,1", "1,1,1.1,1,1", "1,1,NaN,1,1", "1,1,0.5,0,1",
			"1,1,0.5,2,1" })
	void aPolicyIsValidOrNotMade(int window, int minRequests, double threshold, int time, int maxTime) {
		assertThatIllegalArgumentException().isThrownBy(() -> new ErrorRatePolicy(Duration.ofSeconds(window),
				minRequests, threshold, Duration.ofSeconds(time), Duration.ofSeconds(maxTime)));
	}

	private Ejection evaluate(int requests, int failures) {
		return evaluate(requests, failures, null);
	}

	private Ejection evaluate(int requests, int failures, @Nullable String excuse) {
		this.total += requests;
		this.failed += failures;
		this.second++;
		return this.ejections.observe(Duration.ofSeconds(this.second), new RequestCounts(this.total, this.failed),
				excuse);
	}

}
