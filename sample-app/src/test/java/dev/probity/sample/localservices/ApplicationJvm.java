package dev.probity.sample.localservices;

import java.sql.DriverManager;
import java.util.Map;

import io.lettuce.core.RedisClient;
import org.apache.kafka.clients.admin.Admin;

/**
 * Stands for an application: has local services, and a shutdown that takes as long as its
 * standard input is open and needs all servers in the end.
 */
final class ApplicationJvm {

	private ApplicationJvm() {
	}

	public static void main(String[] args) throws InterruptedException {
		LocalServices services = LocalServices.shared();
		Runtime.getRuntime().addShutdownHook(new Thread(() -> shutDown(services.properties())));
		System.out.println("postgres=" + services.value("postgres.pid"));
		System.out.println("redis=" + services.value("redis.pid"));
		Thread.currentThread().join();
	}

	private static void shutDown(Map<String, Object> properties) {
		System.out.println("shutting down");
		try {
			System.in.read();
			DriverManager
				.getConnection((String) properties.get("spring.datasource.url"),
						(String) properties.get("spring.datasource.username"),
						(String) properties.get("spring.datasource.password"))
				.close();
			RedisClient redis = RedisClient.create("redis://%s:%s".formatted(properties.get("spring.data.redis.host"),
					properties.get("spring.data.redis.port")));
			redis.connect().sync().ping();
			redis.shutdown();
			try (Admin kafka = Admin
				.create(Map.of("bootstrap.servers", properties.get("spring.kafka.bootstrap-servers")))) {
				kafka.describeCluster().nodes().get();
			}
			System.out.println("all of them answered");
		}
		catch (Exception ex) {
			ex.printStackTrace();
		}
	}

}
