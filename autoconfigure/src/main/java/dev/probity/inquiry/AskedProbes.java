package dev.probity.inquiry;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import dev.probity.inquiry.ProbePorts.Kind;
import dev.probity.inquiry.ProbePorts.OpenPort;
import dev.probity.port.ProbePort;
import dev.probity.traffic.PeerPath;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.context.ConfigurableApplicationContext;

/**
 * Says where the probes of an application are, asks each of them as a stranger would,
 * over the network and through all filters, and warns if it is somebody else that
 * answers.
 *
 * @param context the application
 * @param security how Spring Security permits something, or {@code null} if it is not
 * there
 * @param probePort answers the probes as well, or {@code null}
 * @param peers where peers ask on the port of the application, or {@code null}
 * @param verify whether to ask at all
 */
record AskedProbes(ConfigurableApplicationContext context, ServedProbes served, PortSettings settings,
		@Nullable PermitRule security, @Nullable ProbePort probePort, @Nullable PeerPath peers, boolean verify) {

	// with what else the inquiry says
	private static final Log logger = LogFactory.getLog("dev.probity.inquiry.ProbeInquiry");

	/**
	 * Ask once.
	 */
	void ask(ProbePorts ports) {
		List<String> urls = new ArrayList<>();
		InquiryReport report = new InquiryReport((this.probePort != null) ? this.probePort.port() : null);
		ports.forEach((kind, port) -> ask(kind, port, urls, report));
		if (isOver()) {
			return;
		}
		String warning = report.warning(this.security, this.served.health() != null);
		if (warning != null) {
			logger.warn(warning);
		}
		String information = report.information();
		if (information != null) {
			logger.info(information);
		}
		if (!urls.isEmpty()) {
			logger.info("Probes: " + String.join(", ", urls));
		}
	}

	private void ask(Kind kind, OpenPort port, List<String> urls, InquiryReport report) {
		if (port.number() <= 0) {
			return;
		}
		List<String> paths = (kind == Kind.MAIN) ? this.served.ofMainPort() : this.served.ofManagementPort();
		String base = this.settings.basePath(kind, port.context());
		SelfInquiry inquiry = this.settings.inquiry(kind, port.number());
		if (this.verify) {
			ask(inquiry, base, paths, report);
			if (kind == Kind.MAIN && this.peers != null && this.probePort == null) {
				askAsPeer(inquiry, base, this.peers);
			}
		}
		shown(kind, paths).forEach((path) -> urls.add(inquiry.origin() + base + path));
	}

	private void ask(SelfInquiry inquiry, String base, List<String> paths, InquiryReport report) {
		for (String path : paths) {
			SelfFinding finding = inquiry.ask(base + path);
			if (isOver()) {
				return;
			}
			if (finding instanceof SelfFinding.Foreign foreign) {
				report.foreign(inquiry.origin(), base, path, this.served.probeAt(path), foreign.answer());
			}
			else if (finding instanceof SelfFinding.Own && this.served.shortPaths().containsKey(path)) {
				report.own(base + path, this.served.shortPaths().get(path));
			}
			else if (finding instanceof SelfFinding.Unknown unknown) {
				// the next one would have to wait as long for the same
				logger.info("Could not determine whether anonymous callers reach the probes at %s: %s"
					.formatted(inquiry.origin() + base, unknown.reason()));
				return;
			}
		}
	}

	/**
	 * A peer that gets another answer has no opinion of this instance.
	 */
	private void askAsPeer(SelfInquiry inquiry, String base, PeerPath peers) {
		if (inquiry.ask(base + peers.path() + "/self") instanceof SelfFinding.Foreign foreign && !isOver()) {
			logger.warn(("Probity does not answer peers at %s%s%s/** (%s), so none of them gets an opinion of this "
					+ "instance. Permit the path in the application's security and filters, or set '%s': peers are "
					+ "then answered on the probe port.")
				.formatted(inquiry.origin(), base, peers.path(), foreign.answer(), "probity.probe-port"));
		}
	}

	/**
	 * The short paths and, where these are not, the groups.
	 */
	private Stream<String> shown(Kind kind, List<String> paths) {
		Set<String> brief = this.served.shortPaths().keySet();
		return (kind == Kind.MAIN && !brief.isEmpty()) ? brief.stream() : paths.stream();
	}

	/**
	 * A server that is about to stop answers as it likes.
	 */
	private boolean isOver() {
		return this.context.isClosed();
	}

}
