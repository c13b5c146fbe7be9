package dev.probity.toy;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;

import dev.probity.check.CheckPolicy;
import dev.probity.check.CheckResult;
import dev.probity.check.DependencyCheck;

/**
 * Whether the mail server takes connections.
 */
record MailCheck(MailServer server, CheckPolicy policy) implements DependencyCheck {

	@Override
	public CheckResult check() throws IOException {
		try (Socket socket = new Socket()) {
			socket.connect(new InetSocketAddress(this.server.host(), this.server.port()),
					(int) this.policy.timeout().toMillis());
			return CheckResult.passed();
		}
	}

}
