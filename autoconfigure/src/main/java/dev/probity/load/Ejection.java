package dev.probity.load;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * What is decided about an instance whose requests fail, or do not.
 */
sealed interface Ejection {

	/**
	 * The word for it.
	 */
	String word();

	/**
	 * Too few requests fail, as far as is known.
	 */
	record Judging() implements Ejection {

		@Override
		public String word() {
			return "judging";
		}

	}

	/**
	 * Back from an ejection, with an empty window.
	 *
	 * @param until when the window is full again
	 */
	record Trial(Duration until) implements Ejection {

		@Override
		public String word() {
			return "trial";
		}

	}

	/**
	 * Too many have failed.
	 *
	 * @param begin since when
	 * @param time for how long
	 * @param cause the requests that were too many
	 * @param over the time in which they came
	 * @param half when the second half of it began, or {@code null} until then
	 */
	record Ejected(Duration begin, Duration time, RequestCounts cause, Duration over,
			@Nullable HalfTime half) implements Ejection {

		@Override
		public String word() {
			return "ejected";
		}

		Duration remaining(Duration now) {
			return this.begin.plus(this.time).minus(now);
		}

		/**
		 * The same with what has been counted meanwhile.
		 * @param counts all requests up to now
		 */
		Ejected observe(Duration now, RequestCounts counts) {
			boolean later = this.half == null && now.compareTo(this.begin.plus(this.time.dividedBy(2))) >= 0;
			return later ? new Ejected(this.begin, this.time, this.cause, this.over, new HalfTime(now, counts)) : this;
		}

	}

	/**
	 * The first look in the second half of an ejection.
	 *
	 * @param at when
	 * @param counts all requests up to then
	 */
	record HalfTime(Duration at, RequestCounts counts) {

	}

	/**
	 * Not judged, since something else explains errors.
	 *
	 * @param by what
	 */
	record Excused(String by) implements Ejection {

		@Override
		public String word() {
			return "excused";
		}

	}

}
