package dev.probity.consumer;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import dev.probity.check.ManualTicker;
import dev.probity.fixture.Contexts;
import dev.probity.fixture.LoggedLines;
import dev.probity.shutdown.LameDuck;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.DirectFieldAccessor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What the shutdown waits for of listeners that stop first.
 */
class ConsumerEndTests {

	private final ManualTicker ticker = new ManualTicker();

	private final LoggedLines log = new LoggedLines(ConsumerEnd.class);

	private final FakeContainer slow = new FakeContainer("slow");

	private final FakeContainer broken = new FakeContainer("broken");

	private final FakeContainer stopped = new FakeContainer("stopped");

	private final AtomicInteger ends = new AtomicInteger();

	private final ConsumerEnd end = new ConsumerEnd(
			new Consumers(List.of(() -> List.of(this.slow, this.broken, this.stopped)),
					new Governing(ListenerNeeds.of(Map.of(), List.of()), () -> {
						throw new IllegalStateException("nothing is needed");
					}, (bound) -> 0, new ConsumerNews((event) -> {
					}), this.ticker)),
			Duration.ofSeconds(30), this.ticker);

	@AfterEach
	void close() {
		this.log.close();
	}

	private void leave(FakeContainer... running) {
		this.slow.leavesLate = true;
		this.broken.failsToLeave = true;
		for (FakeContainer container : running) {
			container.running = true;
		}
		this.end.start();
		this.end.leave();
		await().until(() -> !this.slow.running && !this.broken.running);
	}

	@Test
	void whatOneIsAtWhenTheLameDuckIsOverIsWaitedFor() {
		leave(this.slow);
		this.end.stop(this.ends::incrementAndGet);
		assertThat(this.ends).hasValue(0);
		this.slow.finish();
		assertThat(this.ends).hasValue(1);
	}

	@Test
	void oneThatCannotBeStoppedIsNotWaitedFor() {
		leave(this.broken);
		this.end.stop(this.ends::incrementAndGet);
		await().untilAsserted(() -> assertThat(this.ends).hasValue(1));
	}

	@Test
	void oneThatHasHadTheTimeOfItsPhaseIsWaitedForNoLonger() {
		leave(this.slow);
		this.log.next();
		this.ticker.advance(Duration.ofSeconds(30));
		this.end.stop(this.ends::incrementAndGet);
		await().untilAsserted(() -> assertThat(this.ends).hasValue(1));
		assertThat(this.log.next()).containsExactly(
				"WARN Lame duck: listeners that have not stopped after 30s are waited for no longer: slow");
	}

	@Test
	void thatAllHaveStoppedIsSaidWhenTheyHave() {
		leave(this.slow);
		this.log.next();
		this.ticker.advance(Duration.ofSeconds(3));
		this.slow.finish();
		assertThat(this.log.next()).containsExactly("INFO Lame duck: the listeners have stopped after 3s");
		this.end.stop(this.ends::incrementAndGet);
		assertThat(this.ends).hasValue(1);
		assertThat(this.log.next()).isEmpty();
	}

	@Test
	void aContextThatIsClosedIsForgottenByALameDuckThatGoesOn() {
		Contexts.withoutWeb().withPropertyValues("probity.lame-duck.enabled=true").run((context) -> {
			LameDuck lameDuck = context.getBean(LameDuck.class);
			assertThat(entries(lameDuck)).isOne();
			context.getSourceApplicationContext().close();
			assertThat(entries(lameDuck)).isZero();
		});
	}

	private static int entries(LameDuck lameDuck) {
		return ((List<?>) new DirectFieldAccessor(lameDuck).getPropertyValue("entries")).size();
	}

	@Test
	void withoutALameDuckNothingIsWaitedForHere() {
		this.slow.running = true;
		this.end.start();
		this.end.stop(this.ends::incrementAndGet);
		assertThat(this.ends).hasValue(1);
		assertThat(this.slow.running).as("Spring stops it").isTrue();
	}

}
