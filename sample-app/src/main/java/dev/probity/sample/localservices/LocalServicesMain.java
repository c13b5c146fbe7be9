package dev.probity.sample.localservices;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.springframework.util.Assert;
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

	private final List<LocalServer> servers = LocalServer.all();

	private volatile boolean stopping;

	private LocalServicesMain(Path folder) {
		this.folder = folder;
	}

	/**
	 * Starts the servers, all at once.
	 * @param args the folder, then the port of the proxy for each of
	 * {@link LocalServer#all()}
	 */
	public static void main(String[] args) {
		PrintStream answers = System.out;
		System.setOut(System.err);
		LocalServicesMain main = new LocalServicesMain(Path.of(args[0]));
		Runtime.getRuntime().addShutdownHook(new Thread(main::stop));
		new Thread(main::endWithParent, "parent").start();
		ExecutorService starters = Executors.newCachedThreadPool();
		try {
			List<Future<Map<String, Object>>> starts = new ArrayList<>();
			for (LocalServer server : main.servers) {
				int proxyPort = Integer.parseInt(args[1 + starts.size()]);
				starts.add(starters.submit(() -> main.start(server, proxyPort)));
			}
			for (int i = 0; i < starts.size(); i++) {
				String name = main.servers.get(i).name();
				starts.get(i).get().forEach((key, value) -> answers.println(name + "." + key + "=" + value));
			}
			answers.println("ready");
			answers.flush();
			starters.shutdown();
		}
		catch (Throwable ex) {
			ex.printStackTrace();
			System.exit(1);
		}
	}

	// together with stop(): a server that is just being started must not be left behind
	private Map<String, Object> start(LocalServer server, int proxyPort) throws Exception {
		synchronized (server) {
			Assert.state(!this.stopping, "Stopping already");
			return server.start(this.folder.resolve(server.name()), proxyPort);
		}
	}

	private void stop() {
		this.stopping = true;
		for (LocalServer server : this.servers) {
			synchronized (server) {
				try {
					server.stop();
				}
				catch (Exception ex) {
					ex.printStackTrace();
				}
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
	private void end() {
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
