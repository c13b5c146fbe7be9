package dev.probity.load;

/**
 * Requests, and those of them that failed: since the start, or since some moment.
 *
 * @param total how many there were
 * @param failed how many of them failed
 */
record RequestCounts(long total, long failed) {

	static final RequestCounts NONE = new RequestCounts(0, 0);

	/**
	 * Those since an earlier count. A request may have been counted there whose failure
	 * is only counted here.
	 */
	RequestCounts since(RequestCounts earlier) {
		long requests = this.total - earlier.total;
		return new RequestCounts(requests, Math.min(this.failed - earlier.failed, requests));
	}

	double share() {
		return (this.total == 0) ? 0 : (double) this.failed / this.total;
	}

	/**
	 * The share as one reads it: rounded, but 100 % only if all have failed.
	 */
	long percent() {
		long rounded = Math.round(100 * share());
		return (rounded == 100 && this.failed < this.total) ? 99 : rounded;
	}

}
