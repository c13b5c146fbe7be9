package dev.probity.sample.localservices;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;

import org.springframework.util.FileSystemUtils;

/**
 * The child JVM: starts the servers, says {@code name=value} lines and {@code ready} on
 * its standard output, and ends when its standard input does, that is when the
 * application's JVM has ended in whatever way.
 */
public final class LocalServicesMain {

	/**
	 * The first argument that makes the application's main class start this one.
	 */
	public static final String ARGUMENT = "local-services";

	private final Path folder;

	private final Deque<LocalServer> started = new ArrayDeque<>();

	private LocalServicesMain(Path folder) {
		this.folder = folder;
	}

	/**
	 * Starts the servers.
	 * @param args the folder, then the port of the proxy for each of
	 * {@link LocalServer#all()}
	 */
	public static void main(String[] args) {
		PrintStream answers = System.out;
		System.setOut(System.err);
		LocalServicesMain main = new LocalServicesMain(Path.of(args[0]));
		Runtime.getRuntime().addShutdownHook(new Thread(main::stop));
		new Thread(main::endWithParent, "parent").start();
		try {
			int argument = 0;
			for (LocalServer server : LocalServer.all()) {
				main.start(server, Integer.parseInt(args[++argument]))
					.forEach((name, value) -> answers.println(server.name() + "." + name + "=" + value));
			}
			answers.println("ready");
			answers.flush();
		}
		catch (Throwable ex) {
			ex.printStackTrace();
			System.exit(1);
		}
	}

	// together with stop(): a server that is just being started must not be left behind
	private synchronized Map<String, Object> start(LocalServer server, int proxyPort) throws Exception {
		this.started.push(server);
		return server.start(this.folder.resolve(server.name()), proxyPort);
	}

	private synchronized void stop() {
		while (!this.started.isEmpty()) {
			try {
				this.started.pop().stop();
			}
			catch (Exception ex) {
				ex.printStackTrace();
			}
		}
	}

	private void endWithParent() {
		try {
			System.in.transferTo(OutputStream.nullOutputStream());
		}
		catch (IOException ex) {
			ex.printStackTrace();
		}
		end();
	}

	// nobody is left to read the log: in any other case it stays
	private synchronized void end() {
		stop();
		try {
			FileSystemUtils.deleteRecursively(this.folder);
		}
		catch (IOException ex) {
			ex.printStackTrace();
		}
		Runtime.getRuntime().halt(0);
	}

}
