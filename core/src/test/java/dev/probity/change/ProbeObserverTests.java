package dev.probity.change;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;

import com.sun.management.ThreadMXBean;
import dev.probity.probe.Probe;
import dev.probity.probe.ProbeStatus;
import dev.probity.probe.ProbeType;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Who is told of answers, and what that costs.
 */
class ProbeObserverTests {

	private static final Probe PROBE = new Probe("readiness", ProbeType.READINESS, (check) -> null);

	private final List<String> told = new ArrayList<>();

	@Test
	void observersAreToldInOrder() {
		ProbeObserver all = ProbeObserver.of(List.of(observer("first"), observer("second")));
		all.onAnswer(PROBE, ProbeStatus.DEGRADED, "kube-probe/1.34", (request) -> request);
		assertThat(this.told).containsExactly("first DEGRADED kube-probe/1.34", "second DEGRADED kube-probe/1.34");
	}

	@Test
	void oneThatThrowsHurtsNobody() {
		ProbeObserver all = ProbeObserver.of(List.of(new ProbeObserver() {

			@Override
			public <R> void onAnswer(Probe probe, ProbeStatus status, R request, UserAgent<R> userAgent) {
				throw new IllegalStateException("on purpose");
			}

		}, observer("second")));
		all.onAnswer(PROBE, ProbeStatus.UP, "curl", (request) -> request);
		assertThat(this.told).containsExactly("second UP curl");
	}

	@Test
	void withoutObserversNobodyAsksForTheUserAgentAndNothingIsAllocated() {
		ProbeObserver none = ProbeObserver.of(List.of());
		ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
		answer(none);
		threads.getCurrentThreadAllocatedBytes();
		long before = threads.getCurrentThreadAllocatedBytes();
		for (int i = 0; i < 10_000; i++) {
			answer(none);
		}
		assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(10_000);
	}

	private static void answer(ProbeObserver observer) {
		observer.onAnswer(PROBE, ProbeStatus.UP, "request", (request) -> {
			throw new IllegalStateException("nobody wants to know");
		});
	}

	private ProbeObserver observer(String name) {
		return new ProbeObserver() {

			@Override
			public <R> void onAnswer(Probe probe, ProbeStatus status, R request, UserAgent<R> userAgent) {
				ProbeObserverTests.this.told.add("%s %s %s".formatted(name, status, userAgent.of(request)));
			}

		};
	}

}
