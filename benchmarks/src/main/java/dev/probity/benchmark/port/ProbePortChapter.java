package dev.probity.benchmark.port;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

import dev.probity.fixture.FrozenProcess;
import dev.probity.fixture.OwnPostgres;
import dev.probity.benchmark.harness.Patience;
import dev.probity.benchmark.harness.ProbeAnswer;
import dev.probity.benchmark.harness.Stack;
import dev.probity.benchmark.harness.Variant;
import dev.probity.benchmark.report.Chapter;
import dev.probity.benchmark.report.Effort;
import dev.probity.benchmark.report.Findings;
import dev.probity.benchmark.report.Target;

/**
 * Who is restarted while a database hangs and all threads that take requests wait for it.
 */
public final class ProbePortChapter implements Chapter {

	private static final Path FOLDER = Path.of("target", "port");

	private static final String TEXT = """
			All processes of PostgreSQL are stopped (SIGSTOP) for %d s, while 20 requests a second need it: after a while \
			all request threads wait for the pool, or an event loop each. Liveness and readiness are asked once a second \
			on each port, with the 1 s that a kubelet waits. "Kubelets that restart it" are %d that ask liveness every \
			%d s, each beginning a second after the other, and restart the container after 3 failures in a row. Stock \
			and Probity of a stack, and all their ports, are asked at the same time.

			%s
			Four processes that compute in a circle on the machine's two cores: of %d answers of the probe port of \
			Probity on Tomcat, asked once a second, the slowest took %.0f ms.
			""";

	@Override
	public String name() {
		return "probe-port";
	}

	@Override
	public Findings measure(Effort effort) throws Exception {
		Duration time = Duration.ofSeconds((effort == Effort.FULL) ? 60 : 20);
		Kubelet kubelet = new Kubelet((effort == Effort.FULL) ? 10 : 3);
		List<Asked> asked = new ArrayList<>();
		for (List<Subject> pair : Subject.pairs(effort)) {
			asked.addAll(whileItHangs(pair, time));
		}
		List<ProbeAnswer> busy = whileOthersCompute(new Subject(Stack.TOMCAT, 20, Variant.PROBITY),
				Duration.ofSeconds(20));
		return findings(asked, kubelet, time, busy);
	}

	private static List<Asked> whileItHangs(List<Subject> subjects, Duration time) throws Exception {
		List<Instance> instances = new ArrayList<>();
		try (OwnPostgres database = OwnPostgres.start()) {
			for (Subject subject : subjects) {
				instances.add(new Instance(subject, database.url(), FOLDER));
			}
			for (Instance instance : instances) {
				instance.awaitReady();
			}
			try (FrozenProcess frozen = database.freeze()) {
				instances.forEach((instance) -> CompletableFuture.runAsync(() -> instance.call(time),
						(calls) -> new Thread(calls, "calls").start()));
				return ask(instances, time);
			}
		}
		finally {
			instances.forEach(Instance::close);
		}
	}

	private static List<Asked> ask(List<Instance> instances, Duration time) {
		ExecutorService threads = Executors.newCachedThreadPool();
		try {
			List<CompletableFuture<Asked>> ports = new ArrayList<>();
			for (Instance instance : instances) {
				for (Question question : instance.questions()) {
					CompletableFuture<List<ProbeAnswer>> liveness = ask(question.port(), question.liveness(), time,
							threads);
					CompletableFuture<List<ProbeAnswer>> readiness = ask(question.port(), question.readiness(), time,
							threads);
					ports.add(liveness.thenCombine(readiness,
							(alive, ready) -> new Asked(instance.label(), question.label(), alive, ready)));
				}
			}
			return ports.stream().map(CompletableFuture::join).toList();
		}
		finally {
			threads.shutdownNow();
		}
	}

	/**
	 * Each second, whether or not it has answered before.
	 */
	private static CompletableFuture<List<ProbeAnswer>> ask(int port, String path, Duration time,
			ExecutorService threads) {
		return CompletableFuture.supplyAsync(() -> {
			List<CompletableFuture<ProbeAnswer>> answers = new ArrayList<>();
			long begun = System.nanoTime();
			for (int second = 0; second < time.toSeconds(); second++) {
				Patience.pass(Duration.ofSeconds(second).minusNanos(System.nanoTime() - begun));
				answers
					.add(CompletableFuture.supplyAsync(() -> ProbeAnswer.of(port, path, ProbeAnswer.KUBELET), threads));
			}
			return answers.stream().map(CompletableFuture::join).toList();
		}, threads);
	}

	private static List<ProbeAnswer> whileOthersCompute(Subject subject, Duration time) throws Exception {
		List<Process> loops = new ArrayList<>();
		try (OwnPostgres database = OwnPostgres.start();
				Instance instance = new Instance(subject, database.url(), FOLDER)) {
			instance.awaitReady();
			for (int i = 0; i < 4; i++) {
				loops.add(loop());
			}
			return ask(List.of(instance), time).stream()
				.filter(Asked::isProbePort)
				.findFirst()
				.orElseThrow()
				.liveness();
		}
		finally {
			loops.forEach(Process::destroyForcibly);
		}
	}

	private static Process loop() throws IOException {
		return new ProcessBuilder("sh", "-c", "while :; do :; done").start();
	}

	static Findings findings(List<Asked> asked, Kubelet kubelet, Duration time, List<ProbeAnswer> busy) {
		String table = Asked.HEAD + asked.stream().map((each) -> each.line(kubelet)).collect(Collectors.joining());
		double slowestWhileBusy = new Asked("", "", busy, List.of()).slowestMillis();
		List<Asked> ours = asked.stream().filter(Asked::isProbePort).toList();
		List<Asked> ownPorts = asked.stream().filter((each) -> each.port().equals("its own port")).toList();
		return new Findings(TEXT.formatted(time.toSeconds(), kubelet.period(), kubelet.period(), table, busy
			.size(), slowestWhileBusy), List.of(
					Target.atMost("kubelets that restart an instance while its database hangs, asking the probe port",
							0, 0, restarts(ours, kubelet), ""),
					Target.atLeast("the same, asking its own port: restarts in each of the applications", 1, 1,
							ownPorts.stream().mapToLong((each) -> kubelet.restarts(each.liveness())).min().orElse(0),
							""),
					Target.atMost("slowest answer of the probe port meanwhile", 100, 900,
							ours.stream().mapToDouble(Asked::slowestMillis).max().orElse(Double.NaN), " ms"),
					Target.atMost("slowest answer of the probe port while four processes want two cores", 1000,
							Target.UNGUARDED, slowestWhileBusy, " ms")));
	}

	private static double restarts(List<Asked> asked, Kubelet kubelet) {
		return asked.stream().mapToLong((each) -> kubelet.restarts(each.liveness())).sum();
	}

}
