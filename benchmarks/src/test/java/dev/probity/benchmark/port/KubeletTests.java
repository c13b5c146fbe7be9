package dev.probity.benchmark.port;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

import dev.probity.benchmark.harness.ProbeAnswer;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * When kubelets restart a container.
 */
class KubeletTests {

	private static final Kubelet KUBELET = new Kubelet(2);

	@Test
	void threeFailuresInARowOfTheOnesItSeesRestart() {
		assertThat(KUBELET.restarts(answers(0, 200, 0, 200, 0, 200))).isEqualTo(1);
		assertThat(KUBELET.restarts(answers(503, 503, 0, 0, 500, 404))).isEqualTo(2);
	}

	@Test
	void fewerOrNotInARowDoNot() {
		assertThat(KUBELET.restarts(answers(0, 0, 0, 0))).isZero();
		assertThat(KUBELET.restarts(answers(0, 0, 0, 0, 200, 302, 0, 0, 0, 0))).isZero();
	}

	private static List<ProbeAnswer> answers(int... statuses) {
		return IntStream.of(statuses).mapToObj((status) -> new ProbeAnswer(0, Duration.ZERO, status)).toList();
	}

}
