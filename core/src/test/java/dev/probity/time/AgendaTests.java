package dev.probity.time;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class AgendaTests {

	private final Agenda agenda = new Agenda();

	@Test
	void anEmptyOneWaitsForNothing() {
		assertThat(this.agenda.untilNext(0)).isNull();
		assertThat(this.agenda.due(Long.MAX_VALUE)).isNull();
	}

	@Test
	void whatIsDueStaysThereUntilItIsPutOff() {
		this.agenda.put("db", 10);
		assertThat(this.agenda.due(9)).isNull();
		assertThat(this.agenda.untilNext(4)).isEqualTo(6);
		assertThat(this.agenda.untilNext(14)).isZero();
		assertThat(this.agenda.due(10)).isEqualTo("db");
		assertThat(this.agenda.due(10)).isEqualTo("db");
		this.agenda.put("db", 20);
		assertThat(this.agenda.due(10)).isNull();
		assertThat(this.agenda.untilNext(10)).isEqualTo(10);
	}

	@Test
	void theLatestTimeCounts() {
		this.agenda.put("db", 10);
		this.agenda.put("db", 20);
		assertThat(this.agenda.due(19)).isNull();
		this.agenda.put("db", 5);
		assertThat(this.agenda.untilNext(0)).isEqualTo(5);
		assertThat(this.agenda.due(30)).isEqualTo("db");
		this.agenda.remove("db");
		assertThat(this.agenda.due(30)).isNull();
	}

	@Test
	void whatIsRemovedIsNotTaken() {
		this.agenda.put("db", 10);
		this.agenda.remove("db");
		assertThat(this.agenda.untilNext(0)).isNull();
		this.agenda.put("db", 10);
		assertThat(this.agenda.due(10)).isEqualTo("db");
	}

	/**
	 * Readings of the ticker may overflow in between.
	 */
	@ParameterizedTest
	@ValueSource(longs = { 0, Long.MAX_VALUE - 500 })
	void agreesWithLookingAtAll(long begin) {
		Map<String, Long> model = new HashMap<>();
		Random random = new Random(3);
		long now = begin;
		for (int i = 0; i < 100_000; i++) {
			String check = "check-" + random.nextInt(50);
			switch (random.nextInt(4)) {
				case 0 -> now += random.nextInt(20);
				case 1 -> {
					this.agenda.remove(check);
					model.remove(check);
				}
				default -> {
					long at = now + random.nextInt(100) - 10;
					this.agenda.put(check, at);
					model.put(check, at);
				}
			}
			long time = now;
			Long wait = model.values().stream().map((at) -> at - time).min(Comparator.naturalOrder()).orElse(null);
			assertThat(this.agenda.untilNext(now)).isEqualTo((wait != null) ? Long.valueOf(Math.max(0, wait)) : null);
			String due = this.agenda.due(now);
			if (due == null) {
				assertThat(wait == null || wait > 0).isTrue();
			}
			else {
				assertThat(model.remove(due) - now).isEqualTo(wait);
				this.agenda.remove(due);
			}
		}
	}

}
