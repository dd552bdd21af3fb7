package heliograph.web;

/// Ends a request with a problem for an answer.
final class ProblemException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient Problem problem;

    ProblemException(Problem problem) {
        super(problem.detail(), null, false, false); // nobody reads its stack
        this.problem = problem;
    }

    Problem problem() {
        return problem;
    }
}
