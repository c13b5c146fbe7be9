package dev.probity.benchmark.harness.app;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;

import com.sun.management.OperatingSystemMXBean;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationListener;
import org.springframework.stereotype.Component;

/**
 * Tells the figures of its process, on one thread that is none of the web server's: those
 * may all be stuck. A line that names a figure gets a line with its value.
 */
@Component
class GaugeServer implements ApplicationListener<ApplicationStartedEvent> {

	private static final Path STATUS = Path.of("/proc/self/status");

	private final ApplicationContext context;

	private final int port;

	GaugeServer(ApplicationContext context, @Value("${gauges.port}") int port) {
		this.context = context;
		this.port = port;
	}

	@Override
	public void onApplicationEvent(ApplicationStartedEvent event) {
		Thread thread = new Thread(this::serve, "gauges");
		thread.setDaemon(true);
		thread.start();
	}

	private void serve() {
		try (ServerSocket server = new ServerSocket(this.port, 8, InetAddress.getLoopbackAddress())) {
			while (true) {
				try (Socket socket = server.accept()) {
					answer(socket);
				}
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private void answer(Socket socket) throws IOException {
		BufferedReader questions = new BufferedReader(
				new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
		PrintStream answers = new PrintStream(socket.getOutputStream(), true, StandardCharsets.UTF_8);
		String question = questions.readLine();
		while (question != null) {
			answers.println(figure(question));
			question = questions.readLine();
		}
	}

	private Object figure(String name) throws IOException {
		return switch (name) {
			case "threads" -> threads();
			case "heap" -> heapAfterCollection();
			case "resident" -> residentKilobytes();
			case "classes" -> ManagementFactory.getClassLoadingMXBean().getLoadedClassCount();
			case "cpu" -> ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
			case "beans" -> this.context.getBeanDefinitionCount();
			default -> throw new IllegalArgumentException("There is no figure '%s'".formatted(name));
		};
	}

	// no stack traces, which would pause the process
	private static String threads() {
		ThreadGroup root = Thread.currentThread().getThreadGroup();
		while (root.getParent() != null) {
			root = root.getParent();
		}
		Thread[] threads = new Thread[root.activeCount() * 2 + 100];
		int number = root.enumerate(threads);
		return Arrays.stream(threads, 0, number).map(Thread::getName).collect(Collectors.joining(";"));
	}

	private static long heapAfterCollection() {
		System.gc();
		return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
	}

	private static long residentKilobytes() throws IOException {
		if (!Files.isReadable(STATUS)) {
			return 0;
		}
		return Files.readAllLines(STATUS)
			.stream()
			.filter((line) -> line.startsWith("VmRSS:"))
			.mapToLong((line) -> Long.parseLong(line.replaceAll("\\D", "")))
			.findFirst()
			.orElse(0);
	}

}
