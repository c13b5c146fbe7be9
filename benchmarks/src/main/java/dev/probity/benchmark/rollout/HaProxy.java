package dev.probity.benchmark.rollout;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import dev.probity.benchmark.harness.ChildProcess;
import dev.probity.benchmark.harness.Patience;
import dev.probity.fixture.Ports;

/**
 * A real HAProxy in front of the instances. Thread-safe.
 */
final class HaProxy implements AutoCloseable {

	private final Map<Balancer, Integer> ports = new LinkedHashMap<>();

	private final int statisticsPort = Ports.free();

	private final ChildProcess process;

	private HaProxy(Path program, Path folder, List<Balancer> balancers, List<Instance> instances) throws IOException {
		balancers.forEach((balancer) -> this.ports.put(balancer, Ports.free()));
		Path configuration = folder.resolve("haproxy.cfg");
		Files.writeString(configuration, configuration(instances));
		this.process = ChildProcess.start(List.of(program.toString(), "-db", "-f", configuration.toString()), Map.of(),
				folder.resolve("haproxy.log"));
	}

	/**
	 * Start HAProxy.
	 * @param folder gets its configuration, and its log of what was out of the ordinary
	 */
	static HaProxy start(Path folder, List<Balancer> balancers, List<Instance> instances) throws IOException {
		Path program = program().orElseThrow(() -> new IllegalStateException("haproxy is not on the PATH"));
		HaProxy haProxy = new HaProxy(program, folder, balancers, instances);
		Patience.until("HAProxy listens, see " + folder, haProxy::listens);
		return haProxy;
	}

	static boolean isInstalled() {
		return program().isPresent();
	}

	// Debian has it where the PATH of an ordinary user does not look
	private static Optional<Path> program() {
		return Stream
			.concat(Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator)),
					Stream.of("/usr/sbin", "/usr/local/sbin"))
			.map((folder) -> Path.of(folder, "haproxy"))
			.filter(Files::isExecutable)
			.findFirst();
	}

	private String configuration(List<Instance> instances) {
		StringBuilder text = new StringBuilder("""
				global
					log stdout format timed local0
					stats socket ipv4@127.0.0.1:%d level user
				defaults
					mode http
					log global
					option httplog
					option dontlog-normal
					option log-health-checks
					timeout connect 1s
					timeout client 30s
					timeout server 30s
					retries 0
					no option redispatch
				""".formatted(this.statisticsPort));
		this.ports.forEach((balancer, port) -> text.append(balancer.configuration(port, instances)));
		return text.toString();
	}

	private boolean listens() {
		if (!this.process.isAlive()) {
			throw new IllegalStateException("HAProxy has ended");
		}
		try (Socket socket = new Socket("127.0.0.1", this.statisticsPort)) {
			return socket.isConnected();
		}
		catch (IOException ex) {
			return false;
		}
	}

	Target target(Balancer balancer) {
		return Target.port(this.ports.getOrDefault(balancer, 0));
	}

	List<Balancer> balancers() {
		return List.copyOf(this.ports.keySet());
	}

	/**
	 * Which balancers send requests to an instance.
	 */
	List<Balancer> using(Instance instance) throws IOException {
		Map<String, Map<String, String>> statistics = statistics();
		return balancers().stream()
			.filter((balancer) -> value(statistics, balancer, instance.name(), "status").startsWith("UP"))
			.toList();
	}

	/**
	 * What a balancer has counted.
	 */
	RolloutResult.BalancerCount count(Balancer balancer) throws IOException {
		Map<String, Map<String, String>> statistics = statistics();
		return new RolloutResult.BalancerCount(Integer.parseInt(value(statistics, balancer, "FRONTEND", "req_tot")),
				Integer.parseInt(value(statistics, balancer, "BACKEND", "wretr"))
						+ Integer.parseInt(value(statistics, balancer, "BACKEND", "wredis")));
	}

	private static String value(Map<String, Map<String, String>> statistics, Balancer balancer, String server,
			String name) {
		String value = statistics.getOrDefault(balancer.name() + "/" + server, Map.of()).get(name);
		if (value == null) {
			throw new IllegalStateException(
					"HAProxy says nothing of %s of %s of %s".formatted(name, server, balancer.name()));
		}
		return value;
	}

	/**
	 * Returns what HAProxy says of each of its parts, by proxy and server.
	 */
	private Map<String, Map<String, String>> statistics() throws IOException {
		try (Socket socket = new Socket("127.0.0.1", this.statisticsPort);
				BufferedReader reader = new BufferedReader(
						new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))) {
			socket.getOutputStream().write("show stat\n".getBytes(StandardCharsets.US_ASCII));
			String[] names = reader.readLine().substring("# ".length()).split(",", -1);
			Map<String, Map<String, String>> statistics = new LinkedHashMap<>();
			reader.lines().filter((line) -> !line.isEmpty()).map((line) -> line.split(",", -1)).forEach((values) -> {
				Map<String, String> part = new LinkedHashMap<>();
				for (int i = 0; i < names.length; i++) {
					part.put(names[i], values[i]);
				}
				statistics.put(values[0] + "/" + values[1], part);
			});
			return statistics;
		}
	}

	@Override
	public void close() {
		this.process.close();
	}

}
