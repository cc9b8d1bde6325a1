import { ListingSkeleton } from "@/components/ui/listing-skeleton"

export default ListingSkeleton
