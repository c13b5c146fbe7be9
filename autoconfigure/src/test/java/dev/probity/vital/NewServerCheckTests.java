package dev.probity.vital;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import dev.probity.check.CheckResult;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A server that has just opened its port, and takes its time for the first answer.
 */
@Timeout(30)
class NewServerCheckTests {

	private final AtomicInteger silent = new AtomicInteger();

	private final AtomicInteger asked = new AtomicInteger();

	private final List<Socket> open = new ArrayList<>();

	private ServerSocket server;

	private NewServerCheck check;

	@BeforeEach
	void openPort() throws IOException {
		this.server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
		URI target = URI.create("http://127.0.0.1:%d/".formatted(this.server.getLocalPort()));
		this.check = new NewServerCheck(() -> new ServerCheck(target, Duration.ofMillis(300), () -> 0));
		Thread thread = new Thread(this::serve);
		thread.setDaemon(true);
		thread.start();
	}

	@AfterEach
	void closePort() throws IOException {
		this.server.close();
		for (Socket socket : this.open) {
			socket.close();
		}
	}

	private void serve() {
		try {
			while (true) {
				Socket socket = this.server.accept();
				this.open.add(socket);
				this.asked.incrementAndGet();
				if (this.silent.getAndDecrement() <= 0) {
					OutputStream out = socket.getOutputStream();
					out.write("HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n".getBytes(StandardCharsets.UTF_8));
					out.flush();
				}
			}
		}
		catch (IOException ex) {
			// closed
		}
	}

	@Test
	void thatIsLateOnceHasAnswered() {
		this.silent.set(1);
		assertThat(this.check.check()).isInstanceOf(CheckResult.Passed.class);
	}

	@Test
	void thatIsSilentHasNot() {
		this.silent.set(2);
		assertThat(this.check.check()).isInstanceOf(CheckResult.Failed.class);
		assertThat(this.check.check()).isInstanceOf(CheckResult.Passed.class);
	}

	@Test
	void onceItHasAnsweredEachRunAsksOnce() {
		assertThat(this.check.check()).isInstanceOf(CheckResult.Passed.class);
		this.silent.set(1);
		assertThat(this.check.check()).isInstanceOf(CheckResult.Failed.class);
		assertThat(this.asked).hasValue(2);
	}

}
