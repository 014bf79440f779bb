namespace ThiDua.Core.Insurance;

/// <summary>
/// How long after the paid months the next payment is still in time (Decision 595/QĐ-BHXH Art. 11), and how long after the
/// last day of health cover a receipt is still a renewal. Read from catalog/insurance.yaml.
/// </summary>
/// <param name="Steps">Months paid → months of the window, in rising order of months paid; not empty.</param>
/// <param name="RenewalMonths">Months after the last day of cover in which an HGD receipt is a renewal, that day included.</param>
public sealed record PaymentWindows(IReadOnlyList<PaymentWindow> Steps, int RenewalMonths)
{
    /// <summary>Months of the window after that many paid months: the largest listed step not above it.</summary>
    /// <param name="monthsPaid">1 or more.</param>
    public int After(int monthsPaid)
    {
        var window = 0;
        foreach (var step in Steps)
        {
            if (step.MonthsPaid <= monthsPaid) window = step.Months;
        }
        return window;
    }
}

/// <summary>Paid months and the months of the payment window that follow them.</summary>
public sealed record PaymentWindow(int MonthsPaid, int Months);
