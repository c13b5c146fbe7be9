package dev.probity.sample.localservices;

import java.io.IOException;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;

/**
 * Stands for an application: has local services, and a shutdown that takes as long as its
 * standard input is open and needs the database in the end.
 */
final class ApplicationJvm {

	private ApplicationJvm() {
	}

	public static void main(String[] args) throws InterruptedException {
		LocalServices services = LocalServices.shared();
		Runtime.getRuntime().addShutdownHook(new Thread(() -> shutDown(services.properties())));
		System.out.println("pid=" + services.value("postgres.pid"));
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
			System.out.println("database answered");
		}
		catch (IOException | SQLException ex) {
			ex.printStackTrace();
		}
	}

}
