package com.hometech.edf.training.backtest;

import com.hometech.edf.common.job.JobContext.Progress;
import java.time.Duration;

/** Is told how far a backtest, or another study of the past, is. */
public interface BacktestListener extends Progress {
    /** A step begins. */
    void begun(String step);

    /** The step that began last has ended. */
    void finished(String step, Duration took);
}
