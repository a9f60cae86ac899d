# A page of operations as Sugaway's search answers it. Input: the simulator's page of reports.
{
  result: true,
  data: {
    docs: [.operations[] | {
      uid: .id,
      status: .status,
      reference: .reference,
      total: (. as $report | .told | number($report.currency)),
      created: .created,
      updated: .updated,
      context: {value: "plugin.value.checkout:web"}
    }],
    page: .page,
    limit: .limit,
    total: .total,
    pages: .pages
  }
}
