using System.Text.Json.Nodes;
using ThiDua.Tests.Support;

namespace ThiDua.Tests.Clusters;

/// <summary>`clusters` and `cluster` as other programs call them (contract §1).</summary>
public sealed class ClusterCommandTests : IDisposable
{
    private readonly CommandLine command = new();

    public void Dispose() => command.Dispose();

    [Fact]
    public void A_proposal_is_one_document()
    {
        var answer = command.Must("clusters", "--province", "04", "--date", "01/10/2022", "--json").Json;

        Assert.True(JsonNode.DeepEquals(JsonNode.Parse("""
            {"province":"04","name":"Tỉnh Cao Bằng","date":"2022-10-01","list":"2022-10-01","certain":true,"districts":10,"scaleFrom":"census-2019","scaleSince":null,"neighboursFrom":"catalog","rule":"4268/BHXH-TĐKT","clause":"A.I.5.a",
             "clusters":[
              {"name":"Cụm số 1","members":["040","042","043","052","053"],"scale":262468},
              {"name":"Cụm số 2","members":["045","047","048","049","051"],"scale":267873}],
             "contiguous":true,"imbalance":0.020383,"best":true,
             "alternatives":[
              {"district":"040","from":1,"to":2,"imbalance":0.575113,"possible":true},
              {"district":"051","from":2,"to":1,"imbalance":0.377565,"possible":false},
              {"district":"052","from":1,"to":2,"imbalance":0.319466,"possible":false},
              {"district":"053","from":1,"to":2,"imbalance":0.245295,"possible":false}]}
            """), answer), answer.ToJsonString());
    }

    [Fact]
    public void What_is_wrong_is_said_and_nothing_else()
    {
        var gone = command.Run("clusters", "--province", "79", "--date", "2025-07-02", "--json");
        Assert.Equal((1, "no-districts"), (gone.ExitCode, (string?)gone.Json["error"]!["code"]));
        Assert.Contains("168 xã, phường, đặc khu", gone.Errors, StringComparison.Ordinal);
        Assert.Equal(2, command.Run("clusters", "--province", "79").ExitCode);
        Assert.Equal((1, "Dòng 2: quy mô “x” không phải là một số từ 0 đến 1.000.000.000.000, nhiều nhất 3 chữ số thập phân. Sửa số rồi chạy lại.\n"),
            command.Run("clusters", "--province", "04", "--date", "2022-10-01", "--scale", command.Write("quy-mo.csv", "Mã đơn vị,Quy mô\n040,x\n")) is var refused ? (refused.ExitCode, refused.Errors) : default);
        Assert.Contains("từ 10/04/2023 đã có thay đổi", command.Must("clusters", "--province", "04", "--date", "2024-11-22").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_year_is_accepted_led_changed_and_shown()
    {
        command.Must("cluster", "accept", "--province", "04", "--year", "2024", "--date", "2024-01-02");
        command.Must("cluster", "elect", "--among", "04", "--cluster", "1", "--leader", "040", "--deputy", "042", "--day", "15/01/2024", "--document", "01/BB");
        command.Must("cluster", "place", "--among", "04", "--year", "2024", "--member", "053", "--cluster", "2", "--reason", "gần Quảng Hòa");
        command.Must("cluster", "standing-office", "--among", "04", "--cluster", "2", "--desk", "Phòng TCCB", "--day", "01/03/2024", "--reason", "chưa bầu", "--document", "02/CV");
        Assert.Contains("Thường trực: Phòng TCCB · Từ 01/03/2024, 02/CV. Lý do: chưa bầu", command.Must("cluster", "show", "--among", "04", "--date", "2024-06-01").Output, StringComparison.Ordinal);
        var shown = command.Must("cluster", "show", "--among", "04", "--date", "2024-06-01", "--json").Json;

        Assert.True(JsonNode.DeepEquals(JsonNode.Parse("""
            {"among":"04","date":"2024-06-01","year":2024,"years":[2024],"clusters":[
              {"cluster":"1","members":[{"code":"040","name":"Thành phố Cao Bằng","reason":null},{"code":"042","name":"Huyện Bảo Lâm","reason":null},{"code":"043","name":"Huyện Bảo Lạc","reason":null},{"code":"052","name":"Huyện Nguyên Bình","reason":null}],
               "head":"040","deputy":"042","standingOfficeAt":"040","standingOffice":null,"elections":[{"day":"2024-01-15","head":"040","deputy":"042","document":"01/BB"}]},
              {"cluster":"2","members":[{"code":"045","name":"Huyện Hà Quảng","reason":null},{"code":"047","name":"Huyện Trùng Khánh","reason":null},{"code":"048","name":"Huyện Hạ Lang","reason":null},{"code":"049","name":"Huyện Quảng Hòa","reason":null},{"code":"051","name":"Huyện Hoà An","reason":null},{"code":"053","name":"Huyện Thạch An","reason":"gần Quảng Hòa"}],
               "head":null,"deputy":null,"standingOfficeAt":null,"standingOffice":{"office":"Phòng TCCB","day":"2024-03-01","reason":"chưa bầu","document":"02/CV"},"elections":[]}]}
            """), shown), shown.ToJsonString());
        Assert.Equal((1, "Cụm trưởng, cụm phó phải là đơn vị thành viên của cụm vào ngày bầu. Kiểm tra mã, cụm và ngày; nếu chưa có danh sách cụm của năm thì nhận hoặc nhập trước.\n"),
            command.Run("cluster", "elect", "--among", "04", "--cluster", "1", "--leader", "053") is var refused ? (refused.ExitCode, refused.Errors) : default);
    }

    [Fact]
    public void Scales_and_borders_of_the_office_are_tried_or_kept()
    {
        var borders = command.Write("ranh-gioi.geojson", InventedBorders.GeoJson(InventedBorders.OfProvince("04", new(2022, 10, 1))));
        var scale = command.Write("quy-mo.csv", "Mã đơn vị,Quy mô\n040,5\n051,5\n");
        Assert.Equal(("file", null, "file"), Froms("--scale", scale, "--borders", borders));
        Assert.Equal(("census-2019", null, "catalog"), Froms()); // nothing was kept
        Assert.Equal(10, (int)command.Must("cluster", "borders", borders, "--among", "04", "--from", "2022-10-01", "--neighbours", "--json").Json["members"]!);
        Assert.Equal(2, (int)command.Must("cluster", "scale", scale, "--province", "04", "--from", "2022-10-02", "--json").Json["members"]!);
        Assert.Equal(("census-2019", null, "kept"), Froms());
        Assert.Equal(("kept", "2022-10-02", "kept"), Froms("--date", "2022-10-02"));
        var told = command.Must("clusters", "--province", "04", "--date", "2022-10-02").Output;
        Assert.Contains("Quy mô: theo tệp quy-mo.csv của văn phòng, dùng từ ngày 02/10/2022", told, StringComparison.Ordinal);
        Assert.Contains("Giáp nhau: theo ranh giới chung trong tệp ranh-gioi.geojson của văn phòng.", told, StringComparison.Ordinal);

        (string?, string?, string?) Froms(params string[] more)
        {
            var answer = command.Must(["clusters", "--province", "04", "--json", .. more.Contains("--date") ? more : ["--date", "2022-10-01", .. more]]).Json;
            return ((string?)answer["scaleFrom"], (string?)answer["scaleSince"], (string?)answer["neighboursFrom"]);
        }
    }
}
