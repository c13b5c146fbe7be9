package dev.probity.shutdown;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import dev.probity.check.Ticker;
import dev.probity.traffic.ReadinessCallers;
import dev.probity.traffic.RecordedTraffic;
import dev.probity.traffic.Traffic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * When a lame duck may end before its time.
 */
class EarlyEndTests {

	private static final Duration DURATION = Duration.ofSeconds(10);

	private long now = 42;

	private final Ticker ticker = () -> this.now;

	private final Traffic traffic = new Traffic(this.ticker);

	private final ReadinessCallers callers = new ReadinessCallers(this.ticker);

	private final RecordedTraffic recorded = new RecordedTraffic(this.traffic, this.callers);

	private final List<Step> steps = new ArrayList<>();

	@Test
	void itEndsOnceTheBalancerHasBeenToldOftenEnoughAndNoRequestHasComeForAWhile() {
		asks("HAProxy", "10.0.0.1", 200, 2);
		everySecond(1, 3, () -> asks("HAProxy", "10.0.0.1", 503, 1));
		at(3000, this.recorded::request);
		assertThat(pass()).isEqualTo("ended early after 5s, since every balancer has been told 3 times or more, and no "
				+ "request came for 2s");
	}

	@Test
	void everyBalancerHasToHaveBeenTold() {
		asks("HAProxy", "10.0.0.1", 200, 2);
		asks("HAProxy", "10.0.0.2", 200, 2);
		asks("", "10.0.0.3", 200, 2);
		everySecond(1, 3, () -> asks("HAProxy", "10.0.0.1", 503, 1));
		everySecond(2, 4, () -> asks("HAProxy", "10.0.0.2", 503, 1));
		everySecond(5, 7, () -> asks("", "10.0.0.3", 503, 1));
		assertThat(pass()).startsWith("ended early after 7s");
	}

	@Test
	void oneThatIsNotToldAnyMoreIsWaitedForToTheEnd() {
		asks("Envoy/HC", "10.0.0.1", 200, 2);
		everySecond(1, 2, () -> asks("Envoy/HC", "10.0.0.1", 503, 1));
		assertThat(pass())
			.isEqualTo("finished, and did not end early since 10.0.0.1 (Envoy/HC) has been told 2 of 3 times");
	}

	@Test
	void oneThatWasToldOtherwiseMeanwhileHasToBeToldAnew() {
		asks("", "10.0.0.1", 200, 2);
		everySecond(1, 2, () -> asks("", "10.0.0.1", 503, 1));
		at(2500, () -> asks("", "10.0.0.1", 200, 1));
		everySecond(3, 5, () -> asks("", "10.0.0.1", 503, 1));
		assertThat(pass()).startsWith("ended early after 5s");
	}

	@Test
	void requestsThatKeepComingKeepItServing() {
		asks("", "10.0.0.1", 200, 2);
		everySecond(1, 9, () -> asks("", "10.0.0.1", 404, 1));
		everySecond(1, 9, this.recorded::request);
		assertThat(pass()).isEqualTo("finished, and did not end early since the last request came 1s ago");
	}

	@ParameterizedTest
	@ValueSource(strings = { "kube-probe/1.34", "KUBE-PROBE/1.30+" })
	void whereOnlyAKubeletAsksItLastsToTheEnd(String kubelet) {
		asks(kubelet, "10.0.0.1", 200, 20);
		everySecond(1, 9, () -> asks(kubelet, "10.0.0.1", 503, 1));
		assertThat(pass())
			.isEqualTo("finished, and did not end early since no balancer has asked for readiness lately");
	}

	@Test
	void whereAKubeletAsksTooTheBalancersDecide() {
		asks("kube-probe/1.34", "10.0.0.1", 200, 20);
		asks("HAProxy", "10.0.0.2", 200, 20);
		everySecond(1, 3, () -> asks("HAProxy", "10.0.0.2", 503, 1));
		assertThat(pass()).startsWith("ended early after 3s");
	}

	@Test
	void whoHasAskedOnceOrLongAgoIsNoBalancer() {
		asks("curl/8.5.0", "10.0.0.9", 200, 1);
		asks("HAProxy", "10.0.0.8", 200, 5);
		this.now += Duration.ofSeconds(61).toNanos();
		assertThat(pass()).endsWith("since no balancer has asked for readiness lately");
	}

	@Test
	void moreCallersThanCanBeToldApartAreWaitedFor() {
		for (int caller = 0; caller < 101; caller++) {
			asks("", "10.0.1." + caller, 200, 2);
		}
		assertThat(pass()).endsWith("since more callers ask for readiness than can be told apart");
	}

	@Test
	void anInterruptEndsIt() {
		asks("HAProxy", "10.0.0.1", 200, 2);
		ServingTime time = new ServingTime(earlyEnd(), this.ticker, (pause) -> false);
		assertThat(time.pass(DURATION)).isEqualTo("interrupted");
	}

	@Test
	void itNeverLastsLonger() {
		asks("HAProxy", "10.0.0.1", 200, 2);
		long begin = this.now;
		pass();
		assertThat(Duration.ofNanos(this.now - begin)).isEqualTo(DURATION);
	}

	private String pass() {
		long begin = this.now;
		ServingTime time = new ServingTime(earlyEnd(), this.ticker, (pause) -> {
			long end = this.now + pause.toNanos();
			this.steps.stream()
				.filter((step) -> begin + step.after() > this.now && begin + step.after() <= end)
				.toList()
				.forEach((step) -> {
					this.now = begin + step.after();
					step.action().run();
				});
			this.now = end;
			return true;
		});
		return time.pass(DURATION);
	}

	private EarlyEnd earlyEnd() {
		return new EarlyEnd(this.callers, this.traffic, 3, Duration.ofSeconds(2), this.ticker);
	}

	private void asks(String userAgent, String address, int httpStatus, int times) {
		for (int i = 0; i < times; i++) {
			this.recorded.asked(userAgent, address, httpStatus);
		}
	}

	private void everySecond(int from, int to, Runnable action) {
		for (int second = from; second <= to; second++) {
			at(second * 1000L, action);
		}
	}

	private void at(long millis, Runnable action) {
		this.steps.add(new Step(Duration.ofMillis(millis).toNanos(), action));
	}

	private record Step(long after, Runnable action) {

	}

}
