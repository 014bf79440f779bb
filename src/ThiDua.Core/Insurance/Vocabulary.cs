namespace ThiDua.Core.Insurance;

/// <summary>Loại hình: the schemes whose receipts are counted.</summary>
public enum Scheme
{
    /// <summary>TN: bảo hiểm xã hội tự nguyện, voluntary social insurance.</summary>
    VoluntarySocialInsurance = 1,

    /// <summary>HGD: bảo hiểm y tế hộ gia đình, household health insurance.</summary>
    HouseholdHealthInsurance = 2,
}

/// <summary>Phương án: what the collecting office wrote; a hint only, history decides (contract §3).</summary>
public enum JoiningHint
{
    None = 0,
    /// <summary>TM: tăng mới.</summary>
    New = 1,
    /// <summary>DT: đóng tiếp.</summary>
    Continued = 2,
    /// <summary>TL: tham gia lại.</summary>
    Rejoined = 3,
    /// <summary>HUY: the receipt of that number is cancelled.</summary>
    Cancelled = 4,
}

/// <summary>Kind of joining of one receipt, decided from history, else from the hint (contract §3).</summary>
public enum JoiningKind
{
    /// <summary>Tham gia mới.</summary>
    New = 1,
    /// <summary>Đóng tiếp (voluntary SI).</summary>
    Continued = 2,
    /// <summary>Tham gia lại sau khi tạm dừng (voluntary SI).</summary>
    Rejoined = 3,
    /// <summary>Gia hạn (household HI): at most 3 months after the last day of cover.</summary>
    Renewed = 4,
    /// <summary>Trở lại (household HI): after a longer gap.</summary>
    Returned = 5,
}

/// <summary>Quan hệ of the person to the officer who mobilised or declared him (contract §2).</summary>
public enum Relation
{
    /// <summary>`không có`: the officer declares that he has no relative to mobilise. Only in relatives files.</summary>
    NoneDeclared = 0,
    Father = 1,
    Mother = 2,
    FatherInLaw = 3,
    MotherInLaw = 4,
    Child = 5,
    Sibling = 6,
    SiblingInLaw = 7,
    Spouse = 8,
    /// <summary>`khác`: another relative.</summary>
    OtherRelative = 9,
    /// <summary>`không phải người thân`.</summary>
    NotRelative = 10,
}
