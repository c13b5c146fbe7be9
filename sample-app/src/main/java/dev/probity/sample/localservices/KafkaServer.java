package dev.probity.sample.localservices;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;

import dev.probity.test.proxy.TcpProxy;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.tools.StorageTool;
import org.apache.kafka.common.utils.Time;
import org.jspecify.annotations.Nullable;

/**
 * One Kafka node that is broker and controller. It has no process of its own: it runs in
 * the child JVM.
 */
final class KafkaServer implements LocalServer {

	private static final String CLUSTER_ID = "ProbitySampleCluster01";

	private @Nullable KafkaRaftServer kafka;

	@Override
	public String name() {
		return "kafka";
	}

	@Override
	public Map<String, Object> start(Path folder, int proxyPort) throws IOException {
		int port = TcpProxy.freePort();
		launch(folder, port, proxyPort);
		return Map.of("port", port, "pid", ProcessHandle.current().pid());
	}

	/**
	 * Starts the node at a given port and waits until it answers.
	 * @param folder its data, which may be there already
	 * @param port where it listens
	 * @param advertisedPort where it tells its clients to come
	 */
	void launch(Path folder, int port, int advertisedPort) throws IOException {
		Properties properties = properties(folder.resolve("data"), port, advertisedPort, TcpProxy.freePort());
		Files.createDirectories(folder);
		Path file = folder.resolve("server.properties");
		try (OutputStream out = Files.newOutputStream(file)) {
			properties.store(out, null);
		}
		StorageTool.execute(new String[] { "format", "--cluster-id", CLUSTER_ID, "--ignore-formatted", "--config",
				file.toString() }, System.err);
		KafkaRaftServer kafka = new KafkaRaftServer(new KafkaConfig(properties, false), Time.SYSTEM);
		this.kafka = kafka;
		kafka.startup();
	}

	@Override
	public void stop() {
		if (this.kafka != null) {
			this.kafka.shutdown();
			this.kafka.awaitShutdown();
		}
	}

	@Override
	public Map<String, Object> properties(int proxyPort) {
		return Map.of("spring.kafka.bootstrap-servers", TcpProxy.HOST + ":" + proxyPort);
	}

	private static Properties properties(Path data, int port, int advertisedPort, int controllerPort) {
		Properties properties = new Properties();
		properties.put("process.roles", "broker,controller");
		properties.put("node.id", "1");
		properties.put("log.dirs", data.toString());
		properties.put("listeners",
				"CLIENT://%1$s:%2$d,CONTROLLER://%1$s:%3$d".formatted(TcpProxy.HOST, port, controllerPort));
		properties.put("advertised.listeners", "CLIENT://%s:%d".formatted(TcpProxy.HOST, advertisedPort));
		properties.put("listener.security.protocol.map", "CLIENT:PLAINTEXT,CONTROLLER:PLAINTEXT");
		properties.put("inter.broker.listener.name", "CLIENT");
		properties.put("controller.listener.names", "CONTROLLER");
		properties.put("controller.quorum.voters", "1@%s:%d".formatted(TcpProxy.HOST, controllerPort));
		// one node and one application: no copies to make and nobody to wait for
		properties.put("offsets.topic.replication.factor", "1");
		properties.put("offsets.topic.num.partitions", "1");
		properties.put("group.initial.rebalance.delay.ms", "0");
		// by default more than half of the child JVM's heap
		properties.put("log.cleaner.dedupe.buffer.size", "2097152");
		return properties;
	}

}
