package dev.probity.test.fault;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

import dev.probity.engine.CheckMonitor;
import dev.probity.probe.Probe;
import dev.probity.probe.Probes;
import dev.probity.test.ProbeLocations;
import dev.probity.web.VerboseText;

import org.springframework.context.ApplicationContext;

/**
 * A probe of a running application that is asked over HTTP.
 *
 * @param name its name
 * @param uri where it is asked
 * @param checks what the application knows of its checks
 * @param probes its probes
 */
record HttpProbe(String name, URI uri, CheckMonitor checks, Probes probes) {

	/** What the kubelet grants unless a manifest says otherwise. */
	private static final Duration TIMEOUT = Duration.ofSeconds(1);

	static HttpProbe of(ApplicationContext application, int port, String name) {
		return new HttpProbe(name, URI.create("http://localhost:" + port + path(application, port, name)),
				application.getBean(CheckMonitor.class), application.getBean(Probes.class));
	}

	/**
	 * The short path, or that of the health group where there is no short one.
	 */
	private static String path(ApplicationContext application, int port, String name) {
		ProbeLocations locations = new ProbeLocations(application);
		String shortPath = locations.shortPath(name);
		if (RunningApplications.isProbePort(application, port)) {
			return shortPath;
		}
		boolean management = locations.hasManagementPort() && RunningApplications.isManagementPort(application, port);
		return (management || !application.getEnvironment().getProperty("probity.paths.enabled", Boolean.class, true))
				? locations.health() + "/" + name : locations.base() + shortPath;
	}

	/**
	 * Ask it once. What does not answer in time counts as no answer.
	 */
	HttpAnswer ask() {
		long begin = System.nanoTime();
		try {
			HttpURLConnection connection = (HttpURLConnection) this.uri.toURL().openConnection();
			connection.setConnectTimeout((int) TIMEOUT.toMillis());
			connection.setReadTimeout((int) TIMEOUT.toMillis());
			// as the kubelet, which opens a connection for each question
			connection.setRequestProperty("Connection", "close");
			connection.setInstanceFollowRedirects(false);
			int status = connection.getResponseCode();
			try (var body = (status < 400) ? connection.getInputStream() : connection.getErrorStream()) {
				String text = (body != null) ? new String(body.readAllBytes(), StandardCharsets.UTF_8) : "";
				return new HttpAnswer(begin, Duration.ofNanos(System.nanoTime() - begin), status, text);
			}
		}
		catch (IOException ex) {
			return new HttpAnswer(begin, Duration.ofNanos(System.nanoTime() - begin), HttpAnswer.NONE, ex.toString());
		}
	}

	/**
	 * All that the application knows, for whoever reads why an assertion failed: what
	 * {@code ?verbose} shows to those who may see details.
	 */
	String verbose() {
		Probe probe = this.probes.probe(this.name);
		return (probe != null) ? VerboseText.of(probe, this.probes.report(probe)) : "";
	}

}
